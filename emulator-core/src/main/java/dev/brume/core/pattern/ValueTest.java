package dev.brume.core.pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** One of the values that a pattern's field lists. */
@FunctionalInterface
interface ValueTest {
  /**
   * Whether a value is what the pattern wants.
   *
   * @param value a text, a number, a truth value or JSON's null; null where the document has none
   */
  boolean accepts(JsonNode value);
}
