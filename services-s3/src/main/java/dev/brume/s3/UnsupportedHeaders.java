package dev.brume.s3;

import dev.brume.core.http.Headers;
import java.util.Locale;
import java.util.Set;

/**
 * The request headers of features that are not implemented: they are refused, because ignoring them
 * would answer wrongly. Implementing a feature removes its headers from this list.
 */
final class UnsupportedHeaders {
  private static final String PREFIX = "x-amz-";

  /** In lower case, by feature. */
  private static final Set<String> NAMES =
      Set.of(
          // Object lock: headers that AWS only documents by name
          "x-amz-object-lock-event-hold",
          "x-amz-object-lock-event-hold-duration-days",
          "x-amz-object-lock-event-hold-duration-years",
          // Directory buckets
          "x-amz-if-match-last-modified-time",
          "x-amz-if-match-size",
          "x-amz-write-offset-bytes");

  private UnsupportedHeaders() {}

  /**
   * Refuses a request with any of them.
   *
   * @throws dev.brume.core.error.AwsError NotImplemented
   */
  static void refuse(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
          && NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        throw S3Refusals.notImplemented(name);
      }
    }
  }
}
