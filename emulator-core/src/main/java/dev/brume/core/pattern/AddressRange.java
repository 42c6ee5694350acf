package dev.brume.core.pattern;

import dev.brume.core.policy.Cidr;

/** The {@code cidr} of a pattern: a range of IP addresses. Its errors contain no position. */
final class AddressRange {
  private static final String DIGITS = "\\d{1,9}";
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  private AddressRange() {}

  static ValueTest parse(String text) throws PatternFault {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new PatternFault("Malformed CIDR, one '/' required");
    }
    if (!parts[1].matches(DIGITS)) {
      throw new PatternFault("Malformed CIDR, mask bits must be an integer");
    }
    byte[] address = Cidr.address(parts[0]);
    if (address == null) {
      throw new PatternFault("Nonstandard IP address: " + parts[0]);
    }
    int most = parts[0].indexOf(':') < 0 ? V4_BITS : V6_BITS;
    if (Integer.parseInt(parts[1]) > most) {
      throw new PatternFault("Malformed CIDR, mask bits must be an integer between 0 and " + most);
    }
    Cidr range = Cidr.parse(text);
    return value -> value != null && value.isTextual() && range.contains(value.textValue());
  }
}
