package dev.brume.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment variables, or what stands for them, by LocalStack's conventions: the prefix {@code
 * LOCALSTACK_} may stand before every name, and is no part of it but in {@code LOCALSTACK_HOST…}.
 */
final class Environment {
  private static final String PREFIX = "LOCALSTACK_";
  private static final String KEPT = "LOCALSTACK_HOST";

  private final Map<String, String> variables = new TreeMap<>();

  Environment(Map<String, String> raw) {
    raw.forEach((name, value) -> variables.putIfAbsent(stripped(name), value));
    // A name with the prefix was meant for the emulator, so it goes before one without.
    raw.forEach(
        (name, value) -> {
          if (!stripped(name).equals(name)) {
            variables.put(stripped(name), value);
          }
        });
  }

  private Environment() {}

  /** This one where it says something, else {@code lower}. */
  Environment over(Environment lower) {
    Environment both = new Environment();
    both.variables.putAll(lower.variables);
    variables.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            both.variables.put(name, value);
          }
        });
    return both;
  }

  private static String stripped(String name) {
    return name.startsWith(PREFIX) && !name.startsWith(KEPT)
        ? name.substring(PREFIX.length())
        : name;
  }

  /** The value without surrounding space; null where there is none or an empty one. */
  String text(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * Whether a switch is on that is off unless set.
   *
   * @throws UsageException where the value is that of no switch
   */
  boolean isOn(String name) {
    return isSwitchedOn(name, false);
  }

  /**
   * Whether a switch is off that is on unless set.
   *
   * @throws UsageException where the value is that of no switch
   */
  boolean isOff(String name) {
    return !isSwitchedOn(name, true);
  }

  private boolean isSwitchedOn(String name, boolean otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    if (isTrue(name)) {
      return true;
    }
    if (isFalse(name)) {
      return false;
    }
    throw new UsageException(
        name + " is a switch: 1 or true is on, 0 or false is off; not " + value);
  }

  /** Whether {@code 1} or {@code true} is set, of a variable that takes other values too. */
  boolean isTrue(String name) {
    String value = text(name);
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }

  /** Whether {@code 0} or {@code false} is set, of a variable that takes other values too. */
  boolean isFalse(String name) {
    String value = text(name);
    return value != null && (value.equals("0") || value.equalsIgnoreCase("false"));
  }

  /**
   * The whole number that is set, or {@code otherwise}.
   *
   * @throws UsageException where it is none from 0 to {@code max}
   */
  long number(String name, long max, long otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as numbers out of range are.
    }
    throw new UsageException(name + " is a number from 0 to " + max + ", not " + value);
  }

  /** The values that commas part; none where nothing is set. */
  List<String> list(String name) {
    String value = text(name);
    List<String> values = new ArrayList<>();
    if (value != null) {
      for (String part : value.split(",")) {
        if (!part.isBlank()) {
          values.add(part.strip());
        }
      }
    }
    return values;
  }

  /** The values that commas part, in lower case. */
  List<String> lowerCaseList(String name) {
    List<String> values = list(name);
    values.replaceAll(value -> value.toLowerCase(Locale.ROOT));
    return values;
  }
}
