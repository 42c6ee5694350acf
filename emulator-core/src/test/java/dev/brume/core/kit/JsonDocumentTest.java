package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON inside of strings.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259.html">RFC 8259: JSON</a>
 */
class JsonDocumentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":{\"z\":null,\"y\":[true,false]}}",
        "[0.10,1234567890123456789012345678901234567890,-0.000000000000000000000000000001]",
        "\"a\\u0001\\\"\"",
        "1.000",
        "null"
      })
  void comesBackAsItWas(String text) throws JsonDocument.Malformed {
    assertThat(JsonDocument.text(JsonDocument.COMMON.read(text)))
        .isIn(text, text.replace("-0.000000000000000000000000000001", "-1E-30"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} x",
        "{'a':1}",
        "[1,]",
        "NaN",
        "01",
        "{a:1}",
        "\"\t\"",
        "1e999999999",
        "1e-999999999",
        "tru"
      })
  void isNothingElse(String text) {
    assertThatThrownBy(() -> JsonDocument.COMMON.read(text))
        .isInstanceOf(JsonDocument.Malformed.class);
    assertThat(JsonDocument.COMMON.find(text)).isEmpty();
  }

  @Test
  void isBounded() {
    JsonDocument small = new JsonDocument(20, 2, false);
    assertThat(small.find("[[1]]")).isPresent();
    assertThat(small.find("[[[]]]")).isEmpty();
    assertThat(small.find("[" + "1".repeat(19) + "]")).isEmpty();
    assertThat(small.find("{\"a\":1,\"a\":2}")).isEmpty();
    assertThat(JsonDocument.COMMON.find("{\"a\":1,\"a\":2}")).isPresent();
    assertThat(JsonDocument.COMMON.find("[".repeat(100_000))).isEmpty();
    assertThat(JsonDocument.COMMON.find("1".repeat(1_001))).isEmpty();
  }

  @Test
  void tellsObjectsFromOthers() {
    assertThat(JsonDocument.COMMON.object("{\"a\":1}")).isPresent();
    assertThat(JsonDocument.COMMON.object("[]")).isEmpty();
  }

  @Test
  void isWrittenInTheOrderOfTheCalls() {
    ObjectNode node = JsonDocument.newObject().put("n", 1);
    String text =
        JsonObjectText.of(
            json ->
                json.member("Type", "Notification")
                    .member("absent", (String) null)
                    .member("size", 3)
                    .member("last", true)
                    .member("node", node)
                    .nullMember("nothing")
                    .object("detail", detail -> detail.member("a", "\n\"/"))
                    .texts("names", List.of("x", "y"))
                    .objects("records", List.of(1L, 2L), (entry, n) -> entry.member("n", n)));
    assertThat(text)
        .isEqualTo(
            "{\"Type\":\"Notification\",\"size\":3,\"last\":true,\"node\":{\"n\":1},"
                + "\"nothing\":null,\"detail\":{\"a\":\"\\n\\\"/\"},\"names\":[\"x\",\"y\"],"
                + "\"records\":[{\"n\":1},{\"n\":2}]}");
  }
}
