package dev.brume.core.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses patterns. AWS parses them token by token and reports the position in its errors, so the
 * order of parsing and checks is part of the contract. The texts are those observed at SNS.
 */
final class PatternParser {
  private static final String OR = "$or";

  /** The most alternatives of a pattern, whatever its service allows. */
  private static final int MAX_ALTERNATIVES = 1_000;

  private static final int MAX_NESTING = 100;
  private static final int MAX_NUMBER_LENGTH = 100;

  /** An object with a member of such a name is a match expression, not a pattern. */
  private static final Set<String> OPERATORS =
      Set.of(
          "exactly",
          "prefix",
          "suffix",
          "anything-but",
          "numeric",
          "exists",
          "cidr",
          "wildcard",
          "equals-ignore-case");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private final String text;
  private final JsonParser in;
  private final ValueTestParser values;

  private PatternParser(String text, JsonParser in) {
    this.text = text;
    this.in = in;
    values = new ValueTestParser(in, this::fault);
  }

  static List<List<PatternField>> parse(String text) throws PatternFault {
    try {
      checkWhole(text);
      try (JsonParser in = FACTORY.createParser(text)) {
        PatternParser parser = new PatternParser(text, in);
        if (in.nextToken() != JsonToken.START_OBJECT) {
          throw parser.fault("Filter is not an object");
        }
        return parser.object("", 0);
      }
    } catch (JsonProcessingException e) {
      throw new PatternFault("failed to parse JSON. " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text that is not JSON is refused as such, wherever the error is. */
  private static void checkWhole(String text) throws IOException {
    try (JsonParser in = FACTORY.createParser(text)) {
      while (in.nextToken() != null) {
        in.skipChildren();
      }
    }
  }

  private PatternFault fault(String message) {
    return new PatternFault(
        message
            + "\n at [Source: (String)\""
            + text
            + "\"; line: "
            + in.currentLocation().getLineNr()
            + ", column: "
            + in.currentLocation().getColumnNr()
            + "]");
  }

  /** Parses the object that has just begun; returns its alternatives. */
  private List<List<PatternField>> object(String path, int depth) throws IOException, PatternFault {
    List<List<PatternField>> alternatives = List.of(List.of());
    boolean isEmpty = true;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      isEmpty = false;
      String name = in.currentName();
      String below = path.isEmpty() ? name : path + "." + name;
      JsonToken token = in.nextToken();
      if (token == JsonToken.START_OBJECT) {
        alternatives = both(alternatives, object(below, depth + 1));
      } else if (token == JsonToken.START_ARRAY) {
        alternatives =
            both(
                alternatives,
                name.equals(OR)
                    ? or(path, below, depth)
                    : List.of(List.of(field(below, depth + 1))));
      } else {
        throw fault("\"" + name + "\" must be an object or an array");
      }
    }
    if (isEmpty && depth > 0) {
      throw fault("Empty objects are not allowed");
    }
    return alternatives;
  }

  /** The conjunction: every alternative of one combined with every one of the other. */
  private static List<List<PatternField>> both(
      List<List<PatternField>> some, List<List<PatternField>> others) throws PatternFault {
    if (some.size() * others.size() > MAX_ALTERNATIVES) {
      throw new PatternFault("Filter policy is too complex");
    }
    List<List<PatternField>> all = new ArrayList<>();
    for (List<PatternField> one : some) {
      for (List<PatternField> other : others) {
        List<PatternField> together = new ArrayList<>(one);
        together.addAll(other);
        all.add(together);
      }
    }
    return all;
  }

  /**
   * An array under {@code $or} lists alternatives if it has at least two objects, and nothing else;
   * otherwise {@code $or} is a name like any other.
   */
  private List<List<PatternField>> or(String path, String asField, int depth)
      throws IOException, PatternFault {
    if (!isListOfAlternatives()) {
      return List.of(List.of(field(asField, depth + 1)));
    }
    List<List<PatternField>> alternatives = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      alternatives.addAll(object(path, depth));
      if (alternatives.size() > MAX_ALTERNATIVES) {
        throw new PatternFault("Filter policy is too complex");
      }
    }
    return alternatives;
  }

  /** Checks the array that has just begun, without consuming it. */
  private boolean isListOfAlternatives() throws IOException {
    long start = in.currentTokenLocation().getCharOffset();
    try (JsonParser ahead = FACTORY.createParser(text.substring((int) start))) {
      JsonNode array = MAPPER.readTree(ahead);
      if (array.size() < 2) {
        return false;
      }
      for (JsonNode element : array) {
        boolean isPattern = element.isObject() && !element.isEmpty();
        if (!isPattern || OPERATORS.contains(element.fieldNames().next())) {
          return false;
        }
      }
      return true;
    }
  }

  /** Parses the array of values that has just begun. */
  private PatternField field(String path, int depth) throws IOException, PatternFault {
    List<ValueTest> tests = new ArrayList<>();
    JsonToken token = in.nextToken();
    if (token == JsonToken.END_ARRAY) {
      throw fault("Empty arrays are not allowed");
    }
    for (; token != JsonToken.END_ARRAY; token = in.nextToken()) {
      tests.add(values.read(token));
    }
    return new PatternField(path, depth, tests, values.takeWildcards());
  }
}
