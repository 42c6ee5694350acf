package dev.brume.core.pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Parses the values of a pattern's fields: plain ones and match expressions. */
final class ValueTestParser {
  private static final String EQUALS = "=";

  private final JsonParser in;
  private final Function<String, PatternFault> faults;
  private final List<Integer> wildcards = new ArrayList<>();

  ValueTestParser(JsonParser in, Function<String, PatternFault> faults) {
    this.in = in;
    this.faults = faults;
  }

  private PatternFault fault(String message) {
    return faults.apply(message);
  }

  /** The numbers of asterisks in the wildcard patterns parsed since the last call. */
  List<Integer> takeWildcards() {
    List<Integer> taken = List.copyOf(wildcards);
    wildcards.clear();
    return taken;
  }

  /** Parses the value that begins with {@code token}, which has just been read. */
  ValueTest read(JsonToken token) throws IOException, PatternFault {
    return switch (token) {
      case VALUE_STRING -> ValueTests.text(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ValueTests.number(number());
      case VALUE_TRUE -> ValueTests.truth(true);
      case VALUE_FALSE -> ValueTests.truth(false);
      case VALUE_NULL -> ValueTests.nothing();
      case START_OBJECT -> expression();
      default -> throw fault("Match value must be String, number, true, false, or null");
    };
  }

  private BigDecimal number() throws IOException, PatternFault {
    try {
      return ValueTests.bounded(in.getDecimalValue());
    } catch (NumberFormatException e) {
      throw fault("Value must be between -1.0E9 and 1.0E9, inclusive");
    }
  }

  private ValueTest expression() throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.FIELD_NAME) {
      throw fault("Match expression name not found");
    }
    String operator = in.currentName();
    ValueTest test =
        switch (operator) {
          case "exactly" -> ValueTests.text(textOf("exact"));
          case "prefix" -> ValueTests.prefix(textOf(operator));
          case "suffix" -> ValueTests.suffix(textOf(operator));
          case "equals-ignore-case" -> ValueTests.equalsIgnoreCase(textOf(operator));
          case "wildcard" -> wildcard(textOf(operator));
          case "numeric" -> numeric();
          case "exists" -> exists();
          case "anything-but" -> anythingBut();
          case "cidr" -> cidr();
          default -> {
            in.nextToken();
            throw fault("Unrecognized match type " + operator);
          }
        };
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw fault("Only one key allowed in match expression");
    }
    return test;
  }

  private String textOf(String operator) throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw fault(operator + " match pattern must be a string");
    }
    return in.getText();
  }

  private ValueTest wildcard(String pattern) throws PatternFault {
    int asterisks = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        boolean escapes = i + 1 < pattern.length() && "*\\".indexOf(pattern.charAt(i + 1)) >= 0;
        if (!escapes) {
          throw fault("Invalid escape character at pos " + i);
        }
        i++;
      } else if (c == '*' && pattern.startsWith("**", i)) {
        throw fault("Consecutive wildcard characters at pos " + i);
      } else if (c == '*') {
        asterisks++;
      }
    }
    wildcards.add(asterisks);
    return ValueTests.wildcard(pattern);
  }

  private ValueTest exists() throws IOException, PatternFault {
    return switch (in.nextToken()) {
      case VALUE_TRUE -> value -> value != null;
      case VALUE_FALSE -> value -> value == null;
      default -> throw fault("exists match pattern must be either true or false.");
    };
  }

  /** AWS was observed to report a wrong type here with another operator's name. */
  private ValueTest cidr() throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw fault("prefix match pattern must be a string");
    }
    return AddressRange.parse(in.getText());
  }

  // ------------------------------------------------------------------------- anything-but

  private ValueTest anythingBut() throws IOException, PatternFault {
    JsonToken token = in.nextToken();
    return switch (token) {
      case START_OBJECT -> anythingButExpression();
      case START_ARRAY -> ValueTests.noneOf(refused());
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          ValueTests.noneOf(List.of(read(token)));
      default ->
          throw fault("Value of anything-but must be an array or single string/number value.");
    };
  }

  private List<ValueTest> refused() throws IOException, PatternFault {
    List<ValueTest> refused = new ArrayList<>();
    boolean hasTexts = false;
    boolean hasNumbers = false;
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      hasTexts |= token == JsonToken.VALUE_STRING;
      hasNumbers |= token.isNumeric();
      if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
        throw fault("Inside anything but list, start|null|boolean is not supported.");
      }
      if (hasTexts && hasNumbers) {
        throw fault(
            "Inside anything but list, either all values are number or string, mixed type is not"
                + " supported");
      }
      refused.add(read(token));
    }
    if (refused.isEmpty()) {
      throw fault("Empty arrays are not allowed");
    }
    return refused;
  }

  private ValueTest anythingButExpression() throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.FIELD_NAME) {
      throw fault("Anything-But expression name not found");
    }
    String operator = in.currentName();
    ValueTest refused =
        switch (operator) {
          case "prefix" -> ValueTests.prefix(textOf(operator));
          case "wildcard" -> wildcard(textOf(operator));
          default -> throw fault("Unsupported anything-but pattern: " + operator);
        };
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw fault("Only one key allowed in match expression");
    }
    return ValueTests.noneOf(List.of(refused));
  }

  // ------------------------------------------------------------------------------ numeric

  private ValueTest numeric() throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw fault("Value of numeric must be an array.");
    }
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw fault("Invalid member in numeric match: " + in.getText());
    }
    String operator = in.getText();
    JsonToken token = in.nextToken();
    if (operator.equals(EQUALS)) {
      BigDecimal number = numberAfter("equals", token);
      endOfNumeric();
      return ValueTests.number(number);
    }
    if (operator.equals("<") || operator.equals("<=")) {
      BigDecimal top = numberAfter(operator, token);
      endOfNumeric();
      return ValueTests.range(null, false, top, operator.length() > 1);
    }
    if (!operator.equals(">") && !operator.equals(">=")) {
      throw fault("Unrecognized numeric range operator: " + operator);
    }
    BigDecimal bottom = numberAfter(operator, token);
    token = in.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return ValueTests.range(bottom, operator.length() > 1, null, false);
    }
    if (token != JsonToken.VALUE_STRING) {
      throw fault("Bad value in numeric range: " + in.getText());
    }
    String upper = in.getText();
    if (!upper.equals("<") && !upper.equals("<=")) {
      throw fault("Bad numeric range operator: " + upper);
    }
    BigDecimal top = numberAfter(upper, in.nextToken());
    if (in.nextToken() != JsonToken.END_ARRAY) {
      throw fault("Too many terms in numeric range expression");
    }
    if (bottom.compareTo(top) >= 0) {
      throw fault("Bottom must be less than top");
    }
    return ValueTests.range(bottom, operator.length() > 1, top, upper.length() > 1);
  }

  private BigDecimal numberAfter(String operator, JsonToken token)
      throws IOException, PatternFault {
    if (!token.isNumeric()) {
      throw fault("Value of " + operator + " must be numeric");
    }
    return number();
  }

  private void endOfNumeric() throws IOException, PatternFault {
    if (in.nextToken() != JsonToken.END_ARRAY) {
      throw fault("Too many elements in numeric expression");
    }
  }
}
