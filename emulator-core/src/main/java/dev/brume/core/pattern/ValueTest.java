package dev.brume.core.pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** One of the values that a pattern's field lists. */
@FunctionalInterface
interface ValueTest {
  /**
   * Whether the pattern accepts a value.
   *
   * @param value a string, a number, a boolean or a JSON null; null if the document has none
   */
  boolean accepts(JsonNode value);
}
