package dev.brume.core.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A field that a pattern tests.
 *
 * @param path the names on its path, joined by dots
 * @param depth the number of these names, at least 1
 * @param tests tests, one of which must accept the field's value
 * @param wildcards the number of asterisks in each of its wildcard patterns
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
