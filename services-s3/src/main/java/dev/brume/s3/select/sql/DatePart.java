package dev.brume.s3.select.sql;

import java.util.Locale;

/** A part of a timestamp in the date functions. */
enum DatePart {
  YEAR,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  TIMEZONE_HOUR,
  TIMEZONE_MINUTE;

  /** The part with that name, or null. */
  static DatePart named(String name) {
    for (DatePart part : values()) {
      if (part.name().equals(name.toUpperCase(Locale.ROOT))) {
        return part;
      }
    }
    return null;
  }
}
