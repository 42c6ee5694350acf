package dev.brume.core.auth;

import dev.brume.core.time.Timeline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Checks the expiry of a presigned request. A request signed in the future is accepted: the
 * emulator's time may stand still while its clients' time runs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query
 *     string authentication</a>
 */
public final class PresignedExpiry {
  /** The longest validity of a presigned request: seven days. */
  public static final long MAX_EXPIRES_SECONDS = 604_800;

  /** The length of {@code 20150830T123600Z}; the formatter would accept longer years. */
  private static final int DATE_CHARACTERS = 16;

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int LENGTH = 16;

  /** Dates of signatures are truncated to seconds: the client signed up to this much later. */
  private static final long REST_OF_SECOND_MILLIS = 999;

  private PresignedExpiry() {}

  /**
   * Why {@code signature} is not valid at this time, or null. A client takes its date from the
   * machine's clock, and the timeline may differ: a request is accepted if it is valid by either.
   *
   * @param required whether the service refuses presigned requests without an expiry
   */
  public static SignatureFault check(Signature signature, boolean required, Timeline timeline) {
    return switch (signature.form()) {
      case PRESIGNED -> checkPresigned(signature, required, timeline);
      case LEGACY_PRESIGNED -> required ? checkLegacy(signature.expires(), timeline) : null;
      case UNSIGNED, HEADER, LEGACY_HEADER -> null;
    };
  }

  private static SignatureFault checkPresigned(
      Signature signature, boolean required, Timeline timeline) {
    String expires = signature.expires();
    if (expires == null) {
      return required
          ? new SignatureFault.IncompleteQuery(true, true, true, true, true, false)
          : null;
    }
    Instant signedAt = parseDate(signature.date());
    if (signedAt == null) {
      return new SignatureFault.MalformedDate(signature.date());
    }
    long expiresSeconds;
    try {
      expiresSeconds = Long.parseLong(expires);
    } catch (NumberFormatException e) {
      return new SignatureFault.MalformedExpiry(expires);
    }
    if (expiresSeconds < 0 || expiresSeconds > MAX_EXPIRES_SECONDS) {
      return new SignatureFault.ExpiryOutOfRange(expiresSeconds);
    }
    Instant end = signedAt.plusSeconds(expiresSeconds);
    long shiftMillis = shiftMillis(timeline, signedAt.toEpochMilli());
    long lastMillis = end.toEpochMilli() + Math.max(0, shiftMillis);
    Instant now = timeline.now();
    return now.toEpochMilli() <= lastMillis
        ? null
        : new SignatureFault.Expired(signedAt, expiresSeconds, end, now);
  }

  /**
   * How far the timeline was ahead of the machine's clock when that showed {@code signedMillis}; 0
   * if the timeline is the machine's clock, or was not known to run in parallel then.
   */
  static long shiftMillis(Timeline timeline, long signedMillis) {
    long latest = signedMillis + REST_OF_SECOND_MILLIS;
    return timeline.momentOf(latest) - latest;
  }

  /**
   * Whether what was to end at {@code end} is over: by the timeline, and by the machine's clock
   * too, which the client that named that moment may have looked at.
   */
  public static boolean isOver(Instant end, Timeline timeline) {
    long lastMillis = Math.max(end.toEpochMilli(), timeline.momentOf(end.toEpochMilli()));
    return timeline.now().toEpochMilli() > lastMillis;
  }

  /** Such an address says when it ends and not when it was made. */
  private static SignatureFault checkLegacy(String expires, Timeline timeline) {
    try {
      Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
      return isOver(end, timeline)
          ? new SignatureFault.Expired(null, 0, end, timeline.now())
          : null;
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return new SignatureFault.MalformedExpiry(expires);
    }
  }

  /** The instant in the format of signatures, or null. */
  static Instant parseDate(String text) {
    if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return null;
    }
    int day = number(text, 0, 8);
    int time = number(text, 9, 15);
    if (day < 0 || time < 0) {
      return null;
    }
    try {
      return LocalDateTime.of(
              day / 10_000, day / 100 % 100, day % 100, time / 10_000, time / 100 % 100, time % 100)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The number that the digits denote, or -1. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** {@code moment} in the format of signatures: {@code 20150830T123600Z}. */
  public static String format(Instant moment) {
    return TIMESTAMP.format(moment);
  }
}
