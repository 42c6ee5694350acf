package dev.brume.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment variables, or settings in their place, by LocalStack's conventions: every name may
 * have the prefix {@code LOCALSTACK_}, which is only part of the name in {@code LOCALSTACK_HOST…}.
 */
final class Environment {
  private static final String PREFIX = "LOCALSTACK_";
  private static final String KEPT = "LOCALSTACK_HOST";

  private final Map<String, String> variables = new TreeMap<>();

  Environment(Map<String, String> raw) {
    raw.forEach((name, value) -> variables.putIfAbsent(stripped(name), value));
    // A prefixed name is meant for the emulator, so it overrides one without a prefix.
    raw.forEach(
        (name, value) -> {
          if (!stripped(name).equals(name)) {
            variables.put(stripped(name), value);
          }
        });
  }

  private Environment() {}

  /** These variables, falling back to {@code lower}. */
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

  /** The trimmed value; null if it is unset or empty. */
  String text(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * Whether a switch that is off by default is on.
   *
   * @throws UsageException if the value is not a switch's
   */
  boolean isOn(String name) {
    return isSwitchedOn(name, false);
  }

  /**
   * Whether a switch that is on by default is off.
   *
   * @throws UsageException if the value is not a switch's
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

  /** Whether a variable that also has other values is {@code 1} or {@code true}. */
  boolean isTrue(String name) {
    String value = text(name);
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }

  /** Whether a variable that also has other values is {@code 0} or {@code false}. */
  boolean isFalse(String name) {
    String value = text(name);
    return value != null && (value.equals("0") || value.equalsIgnoreCase("false"));
  }

  /**
   * The integer value, or {@code otherwise} if unset.
   *
   * @throws UsageException if it is not an integer from 0 to {@code max}
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
      // Refused below, like numbers out of range.
    }
    throw new UsageException(name + " is a number from 0 to " + max + ", not " + value);
  }

  /** The comma-separated values; empty if unset. */
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

  /** The comma-separated values, in lower case. */
  List<String> lowerCaseList(String name) {
    List<String> values = list(name);
    values.replaceAll(value -> value.toLowerCase(Locale.ROOT));
    return values;
  }
}
