package dev.brume.core.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * When a request was signed: {@code 20150830T123600Z}, or in a Date header in HTTP's format.
 *
 * @param text the form in which it is signed
 */
record SignatureDate(String text, Instant moment) {
  private static final int DAY_DIGITS = 8;

  /** Parses {@code sent}; null if it is not a date. */
  static SignatureDate parse(String sent) {
    if (sent == null) {
      return null;
    }
    Instant moment = PresignedExpiry.parseDate(sent);
    if (moment != null) {
      return new SignatureDate(sent, moment);
    }
    try {
      Instant spelled = ZonedDateTime.parse(sent, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return new SignatureDate(PresignedExpiry.format(spelled), spelled);
    } catch (DateTimeException e) {
      return null;
    }
  }

  String day() {
    return text.substring(0, DAY_DIGITS);
  }
}
