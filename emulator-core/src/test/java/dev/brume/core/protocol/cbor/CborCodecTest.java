package dev.brume.core.protocol.cbor;

import static dev.brume.core.protocol.TestShapes.RICH;
import static dev.brume.core.protocol.TestShapes.rich;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Struct;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CBOR by schema; documents are written out in hexadecimal. Source of truth: RFC 8949, and <a
 * href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 * CBOR</a>; timestamps in milliseconds are those of the AWS SDK for Java.
 */
class CborCodecTest {
  private static final CborCodec CBOR = CborCodec.RPC_V2;
  private static final String TEXT = "64" + "54657874";
  private static final String INTEGER = "67" + "496e7465676572";
  private static final String DOUBLE = "66" + "446f75626c65";
  private static final String BLOB = "64" + "426c6f62";
  private static final String TIME = "64" + "54696d65";

  @Test
  void lengthsMayBeDefiniteOrNot() {
    assertThat(read("a1" + TEXT + "6161")).isEqualTo(rich("Text", "a"));
    assertThat(read("bf" + TEXT + "6161" + "ff")).isEqualTo(rich("Text", "a"));
    assertThat(read("bf" + TEXT + "7f61616162ff" + "ff")).isEqualTo(rich("Text", "ab"));
    assertThat(read("bf" + "7f625465" + "627874" + "ff" + "6161" + "ff"))
        .isEqualTo(rich("Text", "a"));
    assertThat(read("a1" + BLOB + "5f4161426263ff")).isEqualTo(rich("Blob", Blob.ofUtf8("abc")));
    assertThat(read("a1" + "65" + "5465787473" + "9f616161" + "62ff"))
        .isEqualTo(rich("Texts", List.of("a", "b")));
  }

  @Test
  void floatsOfEveryWidthAreTaken() {
    assertThat(read("a1" + DOUBLE + "f93e00")).isEqualTo(rich("Double", 1.5));
    assertThat(read("a1" + DOUBLE + "fa3fc00000")).isEqualTo(rich("Double", 1.5));
    assertThat(read("a1" + DOUBLE + "fb3ff8000000000000")).isEqualTo(rich("Double", 1.5));
    assertThat(read("a1" + DOUBLE + "f97c00")).isEqualTo(rich("Double", Double.POSITIVE_INFINITY));
    assertThat(read("a1" + DOUBLE + "f97e00")).isEqualTo(rich("Double", Double.NaN));
    assertThat(read("a1" + DOUBLE + "03")).isEqualTo(rich("Double", 3.0));
  }

  @Test
  void timestampsAreTaggedSeconds() {
    Instant whole = Instant.ofEpochSecond(946_845_296);
    Instant fraction = Instant.ofEpochMilli(946_845_296_123L);

    assertThat(read("a1" + TIME + "c11a386fb670")).isEqualTo(rich("Time", whole));
    assertThat(read("a1" + TIME + "c1fb41cc37db380fbe77")).isEqualTo(rich("Time", fraction));
    assertThat(write(rich("Time", whole))).isEqualTo("bf" + TIME + "c1fb41cc37db38000000" + "ff");
    assertThat(write(rich("Time", fraction)))
        .isEqualTo("bf" + TIME + "c1fb41cc37db380fbe77" + "ff");
  }

  @Test
  void timestampsUnderATargetAreTaggedMilliseconds() {
    Instant time = Instant.ofEpochMilli(946_845_296_123L);
    byte[] document = CborCodec.AWS_CBOR.encode(rich("Time", time));

    assertThat(HexFormat.of().formatHex(document))
        .isEqualTo("bf" + TIME + "c11b000000dc7460a5fb" + "ff");
    assertThat(CborCodec.AWS_CBOR.decode(RICH, document)).isEqualTo(rich("Time", time));
  }

  @Test
  void nullsAndUndefinedLeaveMembersOut() {
    assertThat(read("a2" + TEXT + "f6" + INTEGER + "f7")).isEqualTo(rich());
  }

  @Test
  void unknownMembersAreSkipped() {
    assertThat(read("a2" + "6178" + "82a0bf6161f5ff" + INTEGER + "07"))
        .isEqualTo(rich("Integer", 7));
  }

  @Test
  void tagsThatTheModelDoesNotAskForAreIgnored() {
    assertThat(read("d9d9f7a1" + TEXT + "d8206161")).isEqualTo(rich("Text", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80",
        "f6",
        "61",
        "bf",
        "a1",
        "ff",
        "a0a0",
        "a1" + TEXT,
        "a1" + TEXT + "01",
        "a1" + TEXT + "4161",
        "a1" + TEXT + "7f4161ff",
        "a1" + TEXT + "61ff",
        "a1" + TEXT + "64f42f312f",
        "a1" + TEXT + "62c080",
        "a1" + TEXT + "7f61c361a9ff",
        "bf" + TEXT + "63eda080" + "ff",
        "a1" + "62c080" + "01",
        "a1" + TEXT + "7affffffff",
        "a1" + TEXT + "7bffffffffffffffff",
        "a1" + BLOB + "6161",
        "a1" + BLOB + "5bffffffffffffffff",
        "a1" + BLOB + "5a7fffffff00",
        "a1" + INTEGER + "1a80000000",
        "a1" + INTEGER + "1bffffffffffffffff",
        "a1" + INTEGER + "f93e00",
        "a1" + INTEGER + "6161",
        "a1" + INTEGER + "1c",
        "a1" + DOUBLE + "f5",
        "a1" + TIME + "c16161",
        "a1" + TIME + "c1f97e00",
        "a1" + TIME + "c1fb7fe0000000000000",
        "a1" + TIME + "c11b7fffffffffffffff",
        "a1" + TIME + "c11b00600053",
        "a1" + TIME + "c11b0060005301db26d0",
        "bb7fffffffffffffff",
      })
  void whatIsMalformedOrOfAnotherTypeIsRefused(String document) {
    assertRefused(document);
  }

  @Test
  void nestingIsLimited() {
    int depth = JsonCodec.MAX_NESTING_DEPTH;
    String member = "bf" + "64" + "53656c66";

    assertThat(read(member.repeat(depth - 2) + "a0" + "ff".repeat(depth - 2))).isNotNull();
    assertRefused(member.repeat(depth + 1) + "a0" + "ff".repeat(depth + 1));
    assertRefused("a1" + "6178" + "81".repeat(100_000));
    assertRefused("c1".repeat(100_000));
  }

  private static Struct read(String document) {
    return CBOR.decode(RICH, HexFormat.of().parseHex(document));
  }

  private static String write(Struct value) {
    return HexFormat.of().formatHex(CBOR.encode(value));
  }

  private static void assertRefused(String document) {
    assertThatExceptionOfType(AwsError.class)
        .as(document.length() < 100 ? document : document.length() + " digits")
        .isThrownBy(() -> read(document))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"));
  }
}
