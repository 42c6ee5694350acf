package dev.brume.core.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A field that a pattern tests.
 *
 * @param path the names on the way to it, with dots in between
 * @param depth how many names these are, at least 1
 * @param tests of which one must accept the field's value
 * @param wildcards how many asterisks each of its wildcard patterns has
 */
record PatternField(String path, int depth, List<ValueTest> tests, List<Integer> wildcards) {
  PatternField {
    tests = List.copyOf(tests);
    wildcards = List.copyOf(wildcards);
  }

  boolean isAtTop() {
    return path.indexOf('.') < 0;
  }

  boolean accepts(JsonNode value) {
    for (ValueTest test : tests) {
      if (test.accepts(value)) {
        return true;
      }
    }
    return false;
  }
}
