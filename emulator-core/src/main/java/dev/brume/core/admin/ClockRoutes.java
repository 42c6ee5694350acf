package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.ControllableTimeline;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /_brume/clock}: reads, freezes and advances the emulator's time. */
final class ClockRoutes {
  /** The longest single advance of the time: a hundred years. */
  private static final Duration MAX_ADVANCE = Duration.ofDays(36_525);

  /**
   * The latest time: years have four digits in HTTP dates and in the timestamps of AWS's protocols.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, 5.6.7: dates</a>
   * @see <a href="https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait">Smithy:
   *     timestamp formats</a>
   */
  private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

  private static final String PATH = "/_brume/clock";

  private final ControllableTimeline timeline;

  ClockRoutes(ControllableTimeline timeline) {
    this.timeline = timeline;
  }

  void addTo(AdminRoutes routes) {
    routes
        .on("GET", PATH, AdminInput.NONE, (request, wildcard) -> state())
        .on("POST", PATH + "/freeze", AdminInput.NONE, (request, wildcard) -> freeze())
        .on("POST", PATH + "/unfreeze", AdminInput.NONE, (request, wildcard) -> unfreeze())
        .on("POST", PATH + "/set", AdminInput.body("now"), (request, wildcard) -> set(request))
        .on(
            "POST",
            PATH + "/advance",
            AdminInput.body("duration"),
            (request, wildcard) -> advance(request));
  }

  private Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("now", timeline.now().toString());
    json.put("frozen", timeline.isFrozen());
    return json;
  }

  private Map<String, Object> freeze() {
    timeline.freeze();
    return state();
  }

  private Map<String, Object> unfreeze() {
    try {
      timeline.unfreeze();
    } catch (UnsupportedOperationException e) {
      throw new AdminRefusal(409, e.getMessage());
    }
    return state();
  }

  private Map<String, Object> set(HttpRequest request) {
    Instant moment = moment(body(request).get("now"));
    if (Duration.between(timeline.now(), moment).compareTo(MAX_ADVANCE) > 0) {
      throw AdminRefusal.badRequest("'now' is more than a hundred years ahead");
    }
    checkYear(moment);
    try {
      timeline.set(moment);
    } catch (IllegalArgumentException e) {
      throw AdminRefusal.badRequest(e.getMessage());
    }
    return state();
  }

  private static Instant moment(Object value) {
    if (value instanceof String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw badMoment();
      }
    }
    throw badMoment();
  }

  private static AdminRefusal badMoment() {
    return AdminRefusal.badRequest("'now' must be a time such as 2030-01-31T12:00:00Z");
  }

  private Map<String, Object> advance(HttpRequest request) {
    Duration duration = duration(body(request).get("duration"));
    if (duration.isNegative() || duration.compareTo(MAX_ADVANCE) > 0) {
      throw AdminRefusal.badRequest("'duration' must be from zero to a hundred years");
    }
    checkYear(timeline.now().plus(duration));
    timeline.advance(duration);
    return state();
  }

  private static void checkYear(Instant moment) {
    if (moment.isAfter(LAST_MOMENT)) {
      throw AdminRefusal.badRequest("Time ends at " + LAST_MOMENT + ": no client reads later ones");
    }
  }

  private static Duration duration(Object value) {
    try {
      if (value instanceof String text) {
        return Duration.parse(text);
      }
      if (value instanceof Number number) {
        BigDecimal millis = new BigDecimal(number.toString()).movePointRight(3);
        return Duration.ofMillis(millis.toBigInteger().longValueExact());
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw badDuration();
    }
    throw badDuration();
  }

  private static AdminRefusal badDuration() {
    return AdminRefusal.badRequest("'duration' must be a number of seconds or such as PT1H30M");
  }

  private static Map<String, Object> body(HttpRequest request) {
    return Json.readObject(((RequestBody.Whole) request.body()).bytes());
  }
}
