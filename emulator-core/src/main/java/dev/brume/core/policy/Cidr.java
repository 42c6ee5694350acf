package dev.brume.core.policy;

import java.util.Arrays;

/**
 * A range of IP addresses of version 4 or 6, by its common leading bits. A single address is a
 * range of one. No name is ever resolved.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632, CIDR</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, text of addresses</a>
 */
public final class Cidr {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;
  private static final int GROUPS = 8;

  private final byte[] address;
  private final int prefixBits;

  private Cidr(byte[] address, int prefixBits) {
    this.address = address;
    this.prefixBits = prefixBits;
  }

  /** Parses {@code address} or {@code address/bits}; null if it is neither. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = raw(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int bits = address.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : number(text.substring(slash + 1), bits);
    if (isMapped(address) && prefix >= V6_BITS - V4_BITS) {
      return new Cidr(unmapped(address), prefix - (V6_BITS - V4_BITS));
    }
    return prefix < 0 ? null : new Cidr(address, prefix);
  }

  /** The bytes of an address, 4 or 16; null if {@code text} is none. */
  public static byte[] address(String text) {
    byte[] address = raw(text);
    return address != null && isMapped(address) ? unmapped(address) : address;
  }

  private static byte[] raw(String text) {
    return text.indexOf(':') < 0 ? v4(text) : v6(text);
  }

  private static byte[] unmapped(byte[] address) {
    return Arrays.copyOfRange(address, address.length - 4, address.length);
  }

  /** Whether this is an IPv4-mapped IPv6 address: {@code ::ffff:192.0.2.1}. */
  private static boolean isMapped(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      int value = number(parts[i], 255);
      if (value < 0) {
        return null;
      }
      address[i] = (byte) value;
    }
    return address;
  }

  /** A decimal number of up to three digits; -1 if it is invalid, or more than {@code most}. */
  private static int number(String text, int most) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    return value > most ? -1 : value;
  }

  private static byte[] v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text, true);
      return all != null && all.length == 2 * GROUPS ? all : null;
    }
    byte[] head = groups(text.substring(0, gap), false);
    byte[] tail = groups(text.substring(gap + 2), true);
    if (head == null || tail == null || head.length + tail.length > 2 * (GROUPS - 1)) {
      return null;
    }
    byte[] address = Arrays.copyOf(head, 2 * GROUPS);
    System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
    return address;
  }

  /**
   * The groups between colons; null if invalid. The last group of an address may be an IPv4
   * address.
   */
  private static byte[] groups(String text, boolean atEnd) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    if (parts.length > GROUPS) {
      return null;
    }
    byte[] bytes = new byte[2 * parts.length + 2];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean embedded = atEnd && i == parts.length - 1 && parts[i].indexOf('.') >= 0;
      byte[] group = embedded ? v4(parts[i]) : group(parts[i]);
      if (group == null) {
        return null;
      }
      System.arraycopy(group, 0, bytes, length, group.length);
      length += group.length;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] group(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return null;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int digit = character < 128 ? Character.digit(character, 16) : -1;
      if (digit < 0) {
        return null;
      }
      value = value << 4 | digit;
    }
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  boolean isV4() {
    return address.length == 4;
  }

  int prefixBits() {
    return prefixBits;
  }

  /** Whether {@code text} is an address in this range. */
  public boolean contains(String text) {
    byte[] other = address(text);
    return other != null && contains(other, V6_BITS);
  }

  /** Whether all of {@code other} is in this range. */
  boolean contains(Cidr other) {
    return contains(other.address, other.prefixBits);
  }

  private boolean contains(byte[] other, int bits) {
    if (other.length != address.length || bits < prefixBits) {
      return false;
    }
    int whole = prefixBits / Byte.SIZE;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = prefixBits % Byte.SIZE;
    return rest == 0 || (address[whole] ^ other[whole]) >> Byte.SIZE - rest == 0;
  }
}
