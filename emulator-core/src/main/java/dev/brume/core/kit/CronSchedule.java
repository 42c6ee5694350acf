package dev.brume.core.kit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * AWS's cron expressions, in UTC: minutes, hours, day of month, month, day of week and year.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron
 *     expressions</a>
 */
public final class CronSchedule {
  private static final int FIELDS = 6;
  private static final int MIN_YEAR = 1970;
  private static final int MAX_YEAR = 2199;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet months;
  private final BitSet years;

  /** Days of the month; null if days of the week decide. */
  private final BitSet monthDays;

  /** Days of the week, 1 for Sunday; null if days of the month, or a special day, decide. */
  private final BitSet weekDays;

  /** A day that depends on its month; null if there is none. */
  private final Special special;

  /**
   * A day that depends on its month.
   *
   * @param kind {@code L}, the last day or last such weekday; {@code W}, the weekday nearest to a
   *     day; {@code #}, the n-th such weekday
   * @param day of the month, or of the week
   * @param nth of {@code #}
   */
  private record Special(char kind, boolean ofWeek, int day, int nth) {}

  private CronSchedule(String[] fields) {
    minutes = values(fields[0], 0, 59, List.of(), 0);
    hours = values(fields[1], 0, 23, List.of(), 0);
    months = values(fields[3], 1, 12, MONTHS, 1);
    years = values(fields[5], MIN_YEAR, MAX_YEAR, List.of(), 0);
    boolean byMonth = fields[4].equals("?");
    if (byMonth == fields[2].equals("?")) {
      throw new IllegalArgumentException("Exactly one kind of days is to be ?");
    }
    special = byMonth ? ofMonth(fields[2]) : ofWeek(fields[4]);
    monthDays = byMonth && special == null ? values(fields[2], 1, 31, List.of(), 0) : null;
    String days = fields[4].equals("L") ? "7" : fields[4];
    weekDays = byMonth || special != null ? null : values(days, 1, 7, DAYS, 1);
  }

  /**
   * Parses the six fields.
   *
   * @return empty if they are invalid
   */
  public static Optional<CronSchedule> parse(String text) {
    String[] fields = text.trim().toUpperCase(Locale.ROOT).split(" +");
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new CronSchedule(fields));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static BitSet values(String field, int min, int max, List<String> names, int firstName) {
    BitSet set = new BitSet();
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      if (stepped.length > 2) {
        throw new IllegalArgumentException(field);
      }
      String[] range = stepped[0].split("-", -1);
      boolean all = stepped[0].equals("*");
      int from = all ? min : number(range[0], names, firstName);
      int to = all || stepped.length == 2 && range.length == 1 ? max : from;
      if (range.length == 2) {
        to = number(range[1], names, firstName);
      }
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      if (range.length > 2 || from < min || to > max || from > to || step < 1) {
        throw new IllegalArgumentException(field);
      }
      for (int value = from; value <= to; value += step) {
        set.set(value);
      }
    }
    return set;
  }

  private static int number(String text, List<String> names, int firstName) {
    int named = names.indexOf(text);
    return named >= 0 ? named + firstName : Integer.parseInt(text);
  }

  private static Special ofMonth(String field) {
    if (field.equals("L")) {
      return new Special('L', false, 0, 0);
    }
    if (field.endsWith("W")) {
      String day = field.substring(0, field.length() - 1);
      return new Special('W', false, day.equals("L") ? 31 : within(day, 31), 0);
    }
    return null;
  }

  private static Special ofWeek(String field) {
    if (field.length() > 1 && field.endsWith("L")) {
      return new Special('L', true, weekDay(field.substring(0, field.length() - 1)), 0);
    }
    int hash = field.indexOf('#');
    return hash < 0
        ? null
        : new Special(
            '#', true, weekDay(field.substring(0, hash)), within(field.substring(hash + 1), 5));
  }

  private static int weekDay(String text) {
    int named = DAYS.indexOf(text);
    return named >= 0 ? named + 1 : within(text, 7);
  }

  private static int within(String text, int max) {
    int number = Integer.parseInt(text);
    if (number < 1 || number > max) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  /** The number of hours in a day at which it fires. */
  public int hoursADay() {
    return hours.cardinality();
  }

  /**
   * The first time after {@code afterMillis}; empty if there is none until the last year.
   *
   * @param afterMillis since 1970, in milliseconds
   */
  public OptionalLong next(long afterMillis) {
    LocalDate today = Instant.ofEpochMilli(afterMillis).atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate day = today;
    while (day.getYear() <= MAX_YEAR) {
      if (!years.get(day.getYear())) {
        day = LocalDate.of(day.getYear() + 1, 1, 1);
      } else if (!months.get(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else {
        OptionalLong time = isOn(day) ? timeOf(day, afterMillis) : OptionalLong.empty();
        if (time.isPresent()) {
          return time;
        }
        day = day.plusDays(1);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong timeOf(LocalDate day, long afterMillis) {
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int at = minutes.nextSetBit(0); at >= 0; at = minutes.nextSetBit(at + 1)) {
        long millis = day.atTime(hour, at).toInstant(ZoneOffset.UTC).toEpochMilli();
        if (millis > afterMillis) {
          return OptionalLong.of(millis);
        }
      }
    }
    return OptionalLong.empty();
  }

  private static int weekDay(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : day.getDayOfWeek().getValue() + 1;
  }

  private boolean isOn(LocalDate day) {
    if (monthDays != null) {
      return monthDays.get(day.getDayOfMonth());
    }
    if (weekDays != null) {
      return weekDays.get(weekDay(day));
    }
    int last = day.lengthOfMonth();
    return switch (special.kind()) {
      case 'W' -> day.equals(nearestWeekday(day.withDayOfMonth(Math.min(special.day(), last))));
      case '#' ->
          weekDay(day) == special.day() && (day.getDayOfMonth() - 1) / 7 + 1 == special.nth();
      default ->
          special.ofWeek()
              ? weekDay(day) == special.day() && day.getDayOfMonth() > last - 7
              : day.getDayOfMonth() == last;
    };
  }

  /** Monday to Friday, in the same month. */
  private static LocalDate nearestWeekday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }
}
