package dev.brume.core.policy;

import java.math.BigDecimal;

/** Numbers in policies: integers and decimals, of bounded size. */
final class PolicyNumber {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_SCALE = 1_000;

  private PolicyNumber() {}

  /** The number that {@code text} denotes; null if invalid. */
  static BigDecimal parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MAX_SCALE ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
