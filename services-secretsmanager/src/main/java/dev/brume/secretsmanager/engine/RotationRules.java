package dev.brume.secretsmanager.engine;

import dev.brume.core.kit.CronSchedule;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rotation schedule of a secret. Windows open on the hour, in UTC; a secret is rotated when its
 * window opens.
 *
 * @param afterDays the days between rotations, or null
 * @param durationHours the length of windows, in hours; 0 for AWS's default
 * @param expression {@code rate(…)} or {@code cron(…)}, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">Rotation
 *     schedules</a>
 */
public record RotationRules(Long afterDays, int durationHours, String expression) {
  /** "You can use hours, but not less than every four hours". */
  private static final int MIN_RATE_HOURS = 4;

  /** The maximum interval, in days. */
  private static final int MAX_DAYS = 1000;

  private static final int DAY_HOURS = 24;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (hours?|days?)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\((0 .* \\*)\\)");

  /**
   * A rotation window.
   *
   * @param startMillis its start
   * @param endMillis its end, exclusive
   */
  public record Window(long startMillis, long endMillis) {}

  /** Whether the expression is valid on AWS and the window fits into a day. */
  public boolean isValid() {
    if (durationHours < 0 || durationHours > DAY_HOURS) {
      return false;
    }
    if (expression == null) {
      return afterDays != null;
    }
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      long number = Long.parseLong(rate.group(1));
      boolean isHours = rate.group(2).startsWith("hour");
      return isHours
          ? number >= MIN_RATE_HOURS
              && number <= (long) MAX_DAYS * DAY_HOURS
              && durationHours < number
          : number >= 1 && number <= MAX_DAYS;
    }
    return cron().isPresent();
  }

  private Optional<CronSchedule> cron() {
    Matcher cron = CRON.matcher(expression);
    return cron.matches() ? CronSchedule.parse(cron.group(1)) : Optional.empty();
  }

  /** The next window after a rotation or a failed one; empty if there is none. */
  public Optional<Window> next(long nowMillis) {
    if (expression == null) {
      return Optional.of(ofDays(nowMillis, afterDays));
    }
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      return cron().flatMap(cron -> ofCron(cron, nowMillis));
    }
    long number = Long.parseLong(rate.group(1));
    if (rate.group(2).startsWith("day")) {
      return Optional.of(ofDays(nowMillis, number));
    }
    long start = (nowMillis / HOUR_MILLIS + number) * HOUR_MILLIS;
    return Optional.of(new Window(start, start + Math.max(1, durationHours) * HOUR_MILLIS));
  }

  private Window ofDays(long nowMillis, long days) {
    long start = (nowMillis / DAY_MILLIS + days) * DAY_MILLIS;
    return new Window(start, end(start, false));
  }

  private Optional<Window> ofCron(CronSchedule cron, long nowMillis) {
    return cron.next(nowMillis).stream()
        .mapToObj(start -> new Window(start, end(start, cron.hoursADay() > 1)))
        .findFirst();
  }

  /** "Closes after one hour" for schedules in hours, else "at the end of the UTC day". */
  private long end(long startMillis, boolean inHours) {
    if (durationHours > 0) {
      return startMillis + durationHours * HOUR_MILLIS;
    }
    return inHours ? startMillis + HOUR_MILLIS : (startMillis / DAY_MILLIS + 1) * DAY_MILLIS;
  }
}
