package dev.brume.core.schema;

/**
 * The format of a timestamp on the wire.
 *
 * @see <a
 *     href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">timestampFormat</a>
 */
public enum TimestampFormat {
  /** RFC 3339 in UTC, with fractions only if not zero: {@code 1985-04-12T23:20:50.52Z}. */
  DATE_TIME,
  /** RFC 7231 IMF-fixdate: {@code Tue, 29 Apr 2014 18:30:38 GMT}. */
  HTTP_DATE,
  /** Seconds since 1970-01-01T00:00:00Z, with optional fractions. */
  EPOCH_SECONDS
}
