package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The query parameters of a request: all known, each present once and with a value. */
final class AdminQuery {
  private final Map<String, String> values = new HashMap<>();

  /**
   * Parses the parameters of {@code request}.
   *
   * @throws AdminRefusal if one is not in {@code known}, is repeated or has no value
   */
  AdminQuery(HttpRequest request, String... known) {
    if (request.query() == null || request.query().isEmpty()) {
      return;
    }
    List<String> names = List.of(known);
    for (String parameter : request.query().split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = QueryString.decode(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : QueryString.decode(parameter.substring(equals + 1));
      if (!names.contains(name)) {
        String rest = names.isEmpty() ? "" : "; there are " + String.join(", ", names);
        throw AdminRefusal.badRequest("There is no parameter '" + name + "' here" + rest);
      }
      if (value.isEmpty()) {
        throw AdminRefusal.badRequest("'" + name + "' has no value");
      }
      if (values.put(name, value) != null) {
        throw AdminRefusal.badRequest("'" + name + "' is there twice");
      }
    }
  }

  /** The value, or null. */
  String text(String name) {
    return values.get(name);
  }

  /**
   * The value as a number, or {@code otherwise}.
   *
   * @throws AdminRefusal if it is not a number from {@code min} to {@code max}
   */
  int number(String name, int min, int max, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like numbers out of range.
    }
    throw AdminRefusal.badRequest("'" + name + "' is a number from " + min + " to " + max);
  }

  /**
   * The value as an instant, or null.
   *
   * @throws AdminRefusal if it is malformed
   */
  Instant moment(String name) {
    String value = values.get(name);
    try {
      return value == null ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw AdminRefusal.badRequest("'" + name + "' is a moment such as 2030-01-31T12:00:00Z");
    }
  }
}
