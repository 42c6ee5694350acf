package dev.brume.core.gateway.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Patterns out of AWS's models (aws-models/models), put to texts. That the whole text must match is
 * seen at Kinesis and DynamoDB, which refuse names with one wrong character by patterns without
 * anchors.
 */
class ModelPatternTest {
  private static final String NAME = "[a-zA-Z0-9_.-]+";

  @Test
  void theWholeTextMustMatch() {
    assertThat(matches(NAME, "a-b")).isTrue();
    assertThat(matches(NAME, "a b")).isFalse();
    assertThat(matches("^[a-m]+$", "abc")).isTrue();
    assertThat(matches("^[a-m]+$", "abcz")).isFalse();
    assertThat(matches(NAME, "a".repeat(100_000))).isTrue();
    assertThat(matches(NAME, "a".repeat(100_000) + " ")).isFalse();
  }

  /** Java's engine alone would take longer than the universe exists. */
  @Test
  void aTextMadeToTakeForeverTakesNoTime() {
    assertThat(matches("^(([0-9]+)+x?)+$", "0".repeat(40) + "!")).isFalse();
    assertThat(matches("^(([0-9]+)+x?)+$", "0".repeat(300))).isTrue();
    assertThat(matches("(.*.*)*b", "a".repeat(200))).isFalse();
  }

  /** Java's engine alone would run out of stack. */
  @Test
  void aLongTextNeedsNoStack() {
    String line = "[A-Za-z0-9/+]{4}\\u000D?\\u000A";

    assertThat(matches("(" + line + ")*", "abcd\r\n".repeat(100_000))).isTrue();
    assertThat(matches("(a|b)*", "ab".repeat(100_000))).isTrue();
  }

  @Test
  void patternsThatLookAroundAreDecidedWithinBounds() {
    String function = "(?!^[0-9]+$)([a-zA-Z0-9-_]+)";

    assertThat(matches(function, "1a")).isTrue();
    assertThat(matches(function, "11")).isFalse();
    assertThat(matches(function, "a".repeat(10_000))).isTrue();
    assertThat(matches("((?!x)a|b)*", "ab".repeat(1_000_000))).isFalse();
  }

  @Test
  void classesThatOneEngineAloneKnowsMeanTheSameInLongTexts() {
    assertThat(matches("[\\u0020-\\u00FF]+", "\u00e9".repeat(1_000))).isTrue();
    assertThat(matches("[\\u0020-\\u00FF]+", "\u0100".repeat(1_000))).isFalse();
    assertThat(matches("\\p{ASCII}*", "a\n".repeat(1_000))).isTrue();
    assertThat(matches("\\p{ASCII}*", "\u00e9".repeat(1_000))).isFalse();
  }

  private static boolean matches(String pattern, String text) {
    return ModelPattern.of(pattern).matches(text);
  }
}
