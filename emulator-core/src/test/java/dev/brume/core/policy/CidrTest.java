package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of addresses: RFC 4632, and RFC 4291 section 2.2 for the text of IPv6 addresses. */
class CidrTest {

  private static BigInteger bits(byte[] address) {
    return new BigInteger(1, address);
  }

  @Property(tries = 5_000)
  void containsWhatSharesItsPrefixInIpv4(
      @ForAll int range,
      @ForAll @IntRange(max = 31) int flipped,
      @ForAll @IntRange(max = 32) int prefix) {
    int address = range ^ 1 << flipped;
    long mask = prefix == 0 ? 0 : 0xffffffffL << 32 - prefix & 0xffffffffL;
    assertThat(Cidr.parse(v4(range) + "/" + prefix).contains(v4(address)))
        .isEqualTo((range & mask) == (address & mask));
  }

  private static String v4(int address) {
    return (address >>> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  @Property(tries = 5_000)
  void containsWhatSharesItsPrefixInIpv6(
      @ForAll @Size(16) byte[] range,
      @ForAll @IntRange(max = 127) int flipped,
      @ForAll @IntRange(max = 128) int prefix) {
    range[0] |= 1;
    byte[] address = range.clone();
    address[flipped / 8] ^= (byte) (128 >> flipped % 8);
    int rest = 128 - prefix;
    assertThat(Cidr.parse(v6(range) + "/" + prefix).contains(v6(address)))
        .isEqualTo(bits(range).shiftRight(rest).equals(bits(address).shiftRight(rest)));
    assertThat(Cidr.address(v6(range))).isEqualTo(range);
  }

  private static String v6(byte[] address) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < address.length; i += 2) {
      groups.add(Integer.toHexString((address[i] & 255) << 8 | address[i + 1] & 255));
    }
    return String.join(":", groups);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.7/24, 203.0.113.1, true",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "0.0.0.0/0, 255.1.2.3, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 192.0.2.1, false",
    "2001:DB8:1234:5678::/64, 2001:db8:1234:5678:0:0:0:1, true",
    "2001:DB8:1234:5678::/64, 2001:db8:1234:5679::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "1::, 1:0:0:0:0:0:0:0, true",
    "::ffff:192.0.2.0/24, 192.0.2.9, false",
    "192.0.2.0/24, ::ffff:192.0.2.9, true",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221, true",
    "203.0.113.0/24, localhost, false",
  })
  void knowsTheFormsOfAddresses(String range, String address, boolean contains) {
    Cidr cidr = Cidr.parse(range);
    assertThat(cidr != null && cidr.contains(address)).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.0001",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/a",
        "a.b.c.d",
        "1.2.3.٤",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        "g::",
        "::/129",
        "::1.2.3",
        "fe80::1%eth0",
        "1.2.3.4::",
        "*"
      })
  void refusesTheRest(String text) {
    assertThat(Cidr.parse(text)).isNull();
  }
}
