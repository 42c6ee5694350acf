package dev.brume.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S3's checksums. Source of truth: aws-models/models/s3.json for their names;
 * https://reveng.sourceforge.io/crc-catalogue/all.htm for the check values of "123456789" of the
 * CRCs (CRC-32/ISO-HDLC, CRC-32/ISCSI, CRC-64/NVME); FIPS 180-4 and RFC 1321;
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html for the CRC32C of
 * 66,560 letters a; the xxHash values are the reference implementation's in canonical form.
 */
class ChecksumAlgorithmTest {
  private static String of(ChecksumAlgorithm algorithm, String text) {
    Digest digest = algorithm.start();
    digest.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    return digest.base64();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, y/Q5Jg==",
    "CRC32C, 4waSgw==",
    "CRC64NVME, rosUhgp5mIg=",
    "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
    "MD5, JfnnlDI7RTiF9RgfG2JNCw==",
    "XXHASH64, jLhB20DmroM=",
    "XXHASH3, ctyxi2ehff8=",
    "XXHASH128, MxGUd+3l3NXpcWQnaB1YYA=="
  })
  void givesTheCheckValueOfTheDigits(ChecksumAlgorithm algorithm, String expected) {
    assertThat(of(algorithm, "123456789")).isEqualTo(expected);
    assertThat(algorithm.isValue(expected)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32, AAAAAA==",
    "CRC32C, AAAAAA==",
    "CRC64NVME, AAAAAAAAAAA=",
    "SHA1, 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "MD5, 1B2M2Y8AsgTpgAmY7PhCfg==",
    "XXHASH64, 70bbN1HY6Zk=",
    "XXHASH3, LQaABTjTlMI=",
    "XXHASH128, maoG0wFHmNhgAcMkRo1Jfw=="
  })
  void givesTheValueOfNothing(ChecksumAlgorithm algorithm, String expected) {
    assertThat(of(algorithm, "")).isEqualTo(expected);
  }

  @Test
  void givesTheDocumentedValues() {
    assertThat(of(ChecksumAlgorithm.CRC32C, "a".repeat(66_560))).isEqualTo("sOO8/Q==");
    assertThat(of(ChecksumAlgorithm.SHA512, "abc"))
        .isEqualTo(
            "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==");
  }

  @Property(tries = 100)
  void givesTheSameHoweverTheBytesAreCut(
      @ForAll ChecksumAlgorithm algorithm,
      @ForAll @IntRange(min = 0, max = 5_000) int length,
      @ForAll @IntRange(min = 1, max = 600) int piece,
      @ForAll long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    Digest whole = algorithm.start();
    whole.update(ByteBuffer.wrap(bytes));
    Digest cut = algorithm.start();
    for (int at = 0; at < length; at += piece) {
      ByteBuffer part = ByteBuffer.wrap(bytes, at, Math.min(piece, length - at));
      cut.update((at / piece) % 2 == 0 ? part : part.asReadOnlyBuffer());
      assertThat(part.remaining()).isEqualTo(Math.min(piece, length - at));
    }
    byte[] value = whole.value();
    assertThat(cut.value()).isEqualTo(value).hasSize(algorithm.length());
  }

  /** That S3 gives full object checksums of parts rests on this property of CRCs. */
  @Property(tries = 100)
  void combinesCrcs(
      @ForAll @IntRange(min = 0, max = 10_000) int first,
      @ForAll @IntRange(min = 0, max = 10_000) int second,
      @ForAll long seed) {
    byte[] bytes = new byte[first + second];
    new Random(seed).nextBytes(bytes);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (algorithm.isCombinable()) {
        byte[] combined =
            algorithm.combine(
                of(algorithm, bytes, 0, first), of(algorithm, bytes, first, second), second);
        assertThat(combined).isEqualTo(of(algorithm, bytes, 0, first + second));
      }
    }
  }

  private static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes, int offset, int length) {
    Digest digest = algorithm.start();
    digest.update(ByteBuffer.wrap(bytes, offset, length));
    return digest.value();
  }

  @ParameterizedTest
  @EnumSource
  void knowsItsHeaderField(ChecksumAlgorithm algorithm) {
    assertThat(ChecksumAlgorithm.ofHeader(algorithm.header().toUpperCase(Locale.ROOT)))
        .isSameAs(algorithm);
    assertThat(algorithm.isValue("")).isFalse();
    assertThat(algorithm.isValue("not base64!")).isFalse();
    assertThat(algorithm.isValue("AAAA")).isFalse();
    assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-sha10")).isNull();
    assertThat(ChecksumAlgorithm.ofHeader("x-amz-meta-sha1")).isNull();
  }
}
