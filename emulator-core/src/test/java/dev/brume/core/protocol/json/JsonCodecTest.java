package dev.brume.core.protocol.json;

import static dev.brume.core.protocol.TestShapes.RICH;
import static dev.brume.core.protocol.TestShapes.rich;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.TestShapes;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.Struct;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON by schema. Source of truth: <a
 * href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>, <a
 * href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">restJson1</a> and Smithy's
 * suites of malformed requests; the texts about wrong types are those that DynamoDB answers.
 */
class JsonCodecTest {
  private static final JsonCodec JSON = JsonCodec.AWS_JSON;
  private static final JsonCodec REST = JsonCodec.REST_JSON;

  @Test
  void everyKindOfValueIsRead() {
    assertThat(read("{\"Text\":\"a\\u00e9\\n\"}")).isEqualTo(rich("Text", "aé\n"));
    assertThat(read("{\"Flag\":true}")).isEqualTo(rich("Flag", true));
    assertThat(read("{\"Byte\":-128}")).isEqualTo(rich("Byte", (byte) -128));
    assertThat(read("{\"Short\":32767}")).isEqualTo(rich("Short", (short) 32767));
    assertThat(read("{\"Integer\":-7}")).isEqualTo(rich("Integer", -7));
    assertThat(read("{\"Level\":3}")).isEqualTo(rich("Level", 3));
    assertThat(read("{\"Long\":9223372036854775807}")).isEqualTo(rich("Long", Long.MAX_VALUE));
    assertThat(read("{\"Float\":1.5}")).isEqualTo(rich("Float", 1.5f));
    assertThat(read("{\"Double\":7}")).isEqualTo(rich("Double", 7.0));
    assertThat(read("{\"BigInteger\":123456789012345678901}"))
        .isEqualTo(rich("BigInteger", new BigInteger("123456789012345678901")));
    assertThat(read("{\"BigDecimal\":1.10}")).isEqualTo(rich("BigDecimal", new BigDecimal("1.10")));
    assertThat(read("{\"Blob\":\"AP8=\"}")).isEqualTo(rich("Blob", Blob.of(new byte[] {0, -1})));
    assertThat(read("{\"Kind\":\"NEW\"}")).isEqualTo(rich("Kind", "NEW"));
    assertThat(read("{\"Texts\":[\"a\",\"b\"]}")).isEqualTo(rich("Texts", List.of("a", "b")));
    assertThat(read("{\"TextMap\":{\"k\":\"v\"}}")).isEqualTo(rich("TextMap", Map.of("k", "v")));
    assertThat(read("{\"Self\":{\"Self\":{}}}")).isEqualTo(rich("Self", rich("Self", rich())));
    assertThat(read("{\"Children\":[{},{\"Integer\":1}]}"))
        .isEqualTo(rich("Children", List.of(rich(), rich("Integer", 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "1398796238, 2014-04-29T18:30:38Z",
    "1398796238.5, 2014-04-29T18:30:38.500Z",
    "1.398796238E9, 2014-04-29T18:30:38Z",
    "-0.5, 1969-12-31T23:59:59.500Z",
    "1700000000000, +55840-11-08T22:13:20Z"
  })
  void timestampsAreSecondsUnlessTheModelSaysOtherwise(String number, Instant time) {
    assertThat(read("{\"Time\":" + number + "}")).isEqualTo(rich("Time", time));
  }

  @Test
  void timestampsOfOtherFormatsAreTexts() {
    Instant time = Instant.parse("2014-04-29T18:30:38.120Z");

    assertThat(read("{\"DateTime\":\"2014-04-29T18:30:38.12Z\"}"))
        .isEqualTo(rich("DateTime", time));
    assertThat(read("{\"HttpDate\":\"Tue, 29 Apr 2014 18:30:38 GMT\"}"))
        .isEqualTo(rich("HttpDate", Instant.parse("2014-04-29T18:30:38Z")));
    assertThat(write(rich("Time", time))).isEqualTo("{\"Time\":1398796238.12}");
    assertThat(write(rich("DateTime", time)))
        .isEqualTo("{\"DateTime\":\"2014-04-29T18:30:38.120Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Time\":\"1398796238\"}",
        "{\"Time\":\"2014-04-29T18:30:38Z\"}",
        "{\"Time\":true}",
        "{\"Time\":1e400}",
        "{\"Time\":9007199254741}",
        "{\"Time\":1e-400}",
        "{\"Time\":[1]}",
        "{\"DateTime\":1398796238}",
        "{\"DateTime\":\"1996-12-19T16:39:57-08:00\"}",
        "{\"HttpDate\":\"2014-04-29T18:30:38Z\"}",
      })
  void aTimestampOfAnotherFormatIsRefused(String json) {
    assertRefused(json);
  }

  @Test
  void numbersThatAreNotFiniteAreTexts() {
    assertThat(read("{\"Double\":\"NaN\",\"Float\":\"-Infinity\"}"))
        .isEqualTo(rich("Double", Double.NaN, "Float", Float.NEGATIVE_INFINITY));
    assertThat(write(rich("Double", Double.POSITIVE_INFINITY)))
        .isEqualTo("{\"Double\":\"Infinity\"}");
    assertRefused("{\"Double\":NaN}");
    assertRefused("{\"Double\":\"1.5\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Byte\":128}",
        "{\"Short\":-32769}",
        "{\"Integer\":2147483648}",
        "{\"Integer\":1e10}",
        "{\"Long\":9223372036854775808}",
        "{\"Long\":1e400}",
        "{\"Float\":1e39}",
        "{\"Double\":1e309}",
      })
  void aNumberOutOfRangeIsRefused(String json) {
    assertRefused(json);
  }

  /** DynamoDB drops the fraction of Limit; Smithy's restJson suite refuses it. */
  @Test
  void aFractionIsDroppedInAwsJsonAndRefusedInRestJson() {
    assertThat(read("{\"Integer\":1.9}")).isEqualTo(rich("Integer", 1));
    assertThat(read("{\"Integer\":-1.9}")).isEqualTo(rich("Integer", -1));
    assertThat(read("{\"Integer\":1e-999}")).isEqualTo(rich("Integer", 0));
    assertRefused(REST, "{\"Integer\":1.001}");
    assertThat(REST.decode(RICH, bytes("{\"Integer\":1.0}"))).isEqualTo(rich("Integer", 1));
  }

  /** AWS's framework reads the text of a boolean; Smithy's restJson suite refuses it. */
  @Test
  void theTextOfABooleanIsTakenInAwsJsonAlone() {
    assertThat(read("{\"Flag\":\"TRUE\"}")).isEqualTo(rich("Flag", true));
    assertRefused("{\"Flag\":\"yes\"}", "Unexpected token received from parser");
    assertRefused(REST, "{\"Flag\":\"true\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Text':23}|NUMBER_VALUE cannot be converted to String",
        "{'Text':2.5}|DECIMAL_VALUE cannot be converted to String",
        "{'Text':true}|TRUE_VALUE cannot be converted to String",
        "{'Text':[]}|Unrecognized collection type class java.lang.String",
        "{'Text':{}}|Start of structure or map found where not expected",
        "{'Integer':'23'}|STRING_VALUE cannot be converted to Integer",
        "{'Integer':false}|FALSE_VALUE cannot be converted to Integer",
        "{'Flag':1}|NUMBER_VALUE cannot be converted to Boolean",
        "{'Texts':'a'}|Unexpected field type",
        "{'Texts':{}}|Start of structure or map found where not expected",
        "{'TextMap':7}|Unexpected field type",
        "{'TextMap':[]}|Unrecognized collection type java.util.Map<java.lang.String,"
            + " java.lang.String>",
        "{'Self':'a'}|Unexpected value type in payload",
        "{'Self':[]}|Unrecognized collection type class com.example.rich.Rich",
        "{'Blob':7}|only base-64-encoded strings are convertible to bytes",
      })
  void aValueOfAnotherTypeIsRefusedInTheWordsOfAws(String json, String message) {
    assertRefused(json.replace('\'', '"'), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "xyz|Base64 encoded length is expected a multiple of 4 bytes but found: 3",
        "YmxvYg=|Base64 encoded length is expected a multiple of 4 bytes but found: 7",
        "-_==|Invalid Base64 character: '-'",
        "YQ==YQ==|Invalid Base64 character: '='",
        "YR==|Invalid last non-pad Base64 character dectected",
        "YWJ=|Invalid last non-pad Base64 character dectected",
        "YW\u00e9=|Invalid Base64 character: '\u00e9'",
      })
  void aBlobThatIsNotBase64IsRefused(String text, String message) {
    assertRefused("{\"Blob\":\"" + text + "\"}", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{[",
        "[{}]",
        "10",
        "null",
        "\"a\"",
        "{}{}",
        "{} x",
        "{\"Integer\":10,}",
        "{'Integer':10}",
        "{\"Integer\":10 // ten\n}",
        "{\"Integer\":\f10}",
        "{\"Integer\":0x42}",
        "{\"Integer\":010}",
        "{\"Text\":\"a\tb\"}",
        "{\"Text\":\"\\x\"}",
        "{\"TextMap\":{null:\"a\"}}",
        "{\"Unknown\":[1,}",
      })
  void whatIsNoJsonObjectIsRefusedWithoutAWord(String json) {
    assertRefused(json, null);
  }

  @Test
  void onlyWellFormedUtf8IsTaken() {
    String json = "{\"Text\":\"\u00e9\"}";

    assertRefused(JSON, json.getBytes(ISO_8859_1), null);
    assertRefused(JSON, json.getBytes(UTF_16LE), null);
    assertRefused(JSON, text(0xC0, 0x80), null);
    assertRefused(JSON, text(0xED, 0xA0, 0x80), null);
    assertRefused(JSON, text(0xF4, 0x90, 0x80, 0x80), null);
    assertRefused(JSON, text(0xE2, 0x82), null);
    assertThat(JSON.decode(RICH, text(0xF0, 0x9F, 0x98, 0x80)))
        .isEqualTo(rich("Text", "\ud83d\ude00"));
  }

  @Test
  void unknownMembersAndNullsAreLeftOut() {
    assertThat(read("{\"Nope\":{\"a\":[1,{}]},\"__type\":\"x\",\"Text\":null,\"Integer\":1}"))
        .isEqualTo(rich("Integer", 1));
    assertThat(write(rich("Integer", 1))).isEqualTo("{\"Integer\":1}");
  }

  @Test
  void ofTwoMembersWithOneNameTheLastCounts() {
    assertThat(read("{\"Integer\":1,\"Integer\":2}")).isEqualTo(rich("Integer", 2));
    assertThat(read("{\"TextMap\":{\"k\":\"a\",\"k\":\"b\"}}"))
        .isEqualTo(rich("TextMap", Map.of("k", "b")));
  }

  @Test
  void nullsStandInSparseListsAndMapsAlone() {
    Map<String, String> map = new HashMap<>();
    map.put("k", null);

    assertThat(read("{\"SparseTexts\":[\"a\",null],\"SparseTextMap\":{\"k\":null}}"))
        .isEqualTo(rich("SparseTexts", Arrays.asList("a", null), "SparseTextMap", map));
    assertThat(write(rich("SparseTexts", Arrays.asList("a", null), "SparseTextMap", map)))
        .isEqualTo("{\"SparseTexts\":[\"a\",null],\"SparseTextMap\":{\"k\":null}}");
    assertRefused("{\"Texts\":[\"a\",null]}");
    assertRefused("{\"TextMap\":{\"k\":null}}");
  }

  @Test
  void aUnionHasExactlyOneMember() {
    Struct number = DynamicStruct.of(TestShapes.CHOICE, "Number", 2);

    assertThat(read("{\"Choice\":{\"__type\":\"x\",\"Text\":null,\"Number\":2}}"))
        .isEqualTo(rich("Choice", number));
    assertRefused("{\"Choice\":{}}");
    assertRefused("{\"Choice\":{\"Number\":null}}");
    assertRefused("{\"Choice\":{\"Number\":2,\"Text\":\"a\"}}");
    assertRefused("{\"Choice\":{\"Number\":2,\"Unknown\":\"a\"}}");
    assertRefused("{\"Choice\":{\"Unknown\":\"a\"}}");
    assertRefused("{\"Choice\":[\"Number\"]}");
  }

  @Test
  void documentsAreKeptAsTheyAre() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String json = "{\"Document\":{\"a\":[1,-2.5,true,null,\"x\",{}],\"b\":12345678901234567890}}";

    Struct value = read(json);

    assertThat(write(value)).isEqualTo(json);
    assertThat(read("{\"Document\":\"x\"}")).isEqualTo(rich("Document", nodes.textNode("x")));
  }

  @Test
  void limitsHold() {
    int depth = JsonCodec.MAX_NESTING_DEPTH;

    assertThat(read(nested(depth - 1))).isNotNull();
    assertRefused(nested(depth + 1), null);
    assertRefused("{\"Unknown\":" + "[".repeat(100_000), null);
    assertRefused("{\"BigInteger\":" + "9".repeat(JsonCodec.MAX_NUMBER_LENGTH + 1) + "}", null);
    assertRefused("{\"" + "a".repeat(JsonCodec.MAX_NAME_LENGTH + 1) + "\":1}", null);
    assertRefused("{\"BigDecimal\":1e99999}");
  }

  @Test
  void restJsonHasNamesOfItsOwn() {
    assertThat(REST.decode(RICH, bytes("{\"text\":\"a\",\"Integer\":1}")))
        .isEqualTo(rich("Text", "a", "Integer", 1));
    assertThat(new String(REST.encode(rich("Text", "a")), UTF_8)).isEqualTo("{\"text\":\"a\"}");
    assertThat(write(rich("Text", "a"))).isEqualTo("{\"Text\":\"a\"}");
  }

  @Test
  void aBodyHoldsOnlyTheMembersThatAreNotBoundElsewhere() {
    Object[] values = new Object[RICH.memberCount()];

    REST.decodeBody(RICH, bytes("{\"text\":\"a\",\"Header\":\"b\"}"), values);

    assertThat(RICH.create(values)).isEqualTo(rich("Text", "a"));
    assertThat(new String(REST.encodeBody(rich("Text", "a", "Header", "b")), UTF_8))
        .isEqualTo("{\"text\":\"a\"}");
    assertThat(new String(REST.encodeBody(rich("Self", rich("Header", "b"))), UTF_8))
        .isEqualTo("{\"Self\":{\"Header\":\"b\"}}");
  }

  @Test
  void aPayloadIsADocumentOfItsOwn() {
    byte[] payload = bytes("[\"a\"]");

    assertThat(REST.decodeValue(RICH.member("Texts"), payload)).isEqualTo(List.of("a"));
    assertThat(REST.encodeValue(RICH.member("Texts"), List.of("a"))).isEqualTo(payload);
    assertThat(REST.decodeValue(RICH.member("Self"), bytes("null"))).isNull();
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> REST.decodeValue(RICH.member("Texts"), bytes("[] []")));
  }

  /** Half a surrogate pair can come in by an escape; it must not break an answer. */
  @Test
  void aLoneSurrogateGoesOutAsItCameIn() {
    assertThat(write(read("{\"Text\":\"\\ud800\"}")))
        .isEqualToIgnoringCase("{\"Text\":\"\\ud800\"}");
    assertRefused("{\"TextMap\":{\"\\udc00\":\"x\"}}", null);
  }

  private static String nested(int depth) {
    return "{\"Self\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  private static byte[] text(int... middle) {
    byte[] start = bytes("{\"Text\":\"");
    byte[] body = Arrays.copyOf(start, start.length + middle.length + 2);
    for (int i = 0; i < middle.length; i++) {
      body[start.length + i] = (byte) middle[i];
    }
    body[body.length - 2] = '"';
    body[body.length - 1] = '}';
    return body;
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }

  private static Struct read(String json) {
    return JSON.decode(RICH, bytes(json));
  }

  private static String write(Struct value) {
    return new String(JSON.encode(value), UTF_8);
  }

  private static void assertRefused(String json) {
    assertRefused(JSON, json);
  }

  private static void assertRefused(JsonCodec codec, String json) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> codec.decode(RICH, bytes(json)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400));
  }

  private static void assertRefused(String json, String message) {
    assertRefused(JSON, bytes(json), message);
  }

  private static void assertRefused(JsonCodec codec, byte[] body, String message) {
    assertThatExceptionOfType(AwsError.class)
        .isThrownBy(() -> codec.decode(RICH, body))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"))
        .satisfies(e -> assertThat(e.getMessage()).isEqualTo(message));
  }
}
