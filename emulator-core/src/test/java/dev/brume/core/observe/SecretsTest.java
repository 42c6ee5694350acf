package dev.brume.core.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.brume.core.http.Headers;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No secret is shown of a request, in whatever form and however broken it comes. Source of truth:
 * the model's sensitive trait
 * (https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait) and the names of
 * signatures, tokens and keys in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html.
 */
@Timeout(60)
class SecretsTest {
  private static final Schema STRING = Schema.simple(ShapeType.STRING, "tiny", "String");
  private static final Schema PIN = Schema.simple(ShapeType.STRING, "tiny", "Pin").withSensitive();
  private static final Schema PINS = Schema.list("tiny", "Pins", Member.of("member", PIN));
  private static final Schema CARD =
      Schema.structure("tiny", "Card", null, Member.of("Name", STRING), Member.of("Pin", PIN));
  private static final Schema INPUT =
      Schema.structure(
          "tiny",
          "Input",
          null,
          Member.of("Card", CARD),
          Member.of("OldPins", PINS),
          Member.of("Door", PIN).at(Location.HEADER, "X-Door"));
  private static final Schema OUTPUT =
      Schema.structure("tiny", "Output", null, Member.of("Body", PIN).at(Location.PAYLOAD, null));
  private static final Operation<Struct, Struct> OPERATION =
      Operation.of(
          "Pay",
          new SchemaSource(2) {
            @Override
            protected Schema create(int id) {
              return id == 0 ? INPUT : OUTPUT;
            }
          },
          0,
          1);

  private static final SecretRedaction SECRETS = SecretRedaction.ofRequest(OPERATION);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "json | {\"Card\":{\"Name\":\"n\",\"Pin\":\"hidden\"},\"OldPins\":[\"hidden\"]}"
            + " | {\"Card\":{\"Name\":\"n\",\"Pin\":\"***\"},\"OldPins\":\"***\"}",
        "json | {\"P\\u0069n\":{\"a\":[\"hidden\"]},\"Name\":1.5} | {\"Pin\":\"***\",\"Name\":1.5}",
        "json | {\"Name\":\"n\",\"Pin\":\"hid | {\"Name\":\"n\",\"Pin\":\"***\"…",
        "json | {\"Name\":\"n\" \"Pin\":\"hidden\"} | {\"Name\":\"n\"…",
        "json | hidden | …",
        "json | {\"secretAccessKey\":\"hidden\"} | {\"secretAccessKey\":\"***\"}",
        "form-urlencoded | Action=Pay&Card.Pin=hidden&OldPins.member.1=hidden&Card.Name=n"
            + " | Action=Pay&Card.Pin=***&OldPins.member.1=***&Card.Name=n",
        "form-urlencoded | C%61rd.P%69n=hidden&X-Amz-Security-Token=hidden&Pin"
            + " | C%61rd.P%69n=***&X-Amz-Security-Token=***&Pin",
        "xml | <Card><Name>n</Name><Pin a=\"b\">hidden<x>hidden</x></Pin><Name/></Card>"
            + " | <Card><Name>n</Name><Pin a=\"b\">***</Pin><Name/></Card>",
        "xml | <a:Pin>hidden | <a:Pin>***",
        "xml | <Name>n</Name><SecretAccessKey>hidden</SecretAccessKey>"
            + " | <Name>n</Name><SecretAccessKey>***</SecretAccessKey>",
        "octet-stream | 5;chunk-signature=0123abc hello | 5;chunk-signature=*** hello",
        "octet-stream | x-amz-trailer-signature:0123abc | x-amz-trailer-signature:***"
      })
  void bodiesAreShownWithoutThem(String type, String body, String shown) {
    assertThat(SECRETS.body("application/" + type, body.getBytes(UTF_8), UTF_8)).isEqualTo(shown);
  }

  @Test
  void cborIsShownAsJson() throws Exception {
    byte[] body =
        new CBORMapper()
            .writeValueAsBytes(Map.of("Card", Map.of("Pin", "hidden"), "OldPins", new int[] {1}));

    String shown = SECRETS.body("application/cbor", body, UTF_8);
    assertThat(shown)
        .contains("\"Card\":{\"Pin\":\"***\"}", "\"OldPins\":\"***\"")
        .doesNotContain("hidden");
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThat(SECRETS.body("application/cbor", cut, UTF_8)).doesNotContain("hidden");
    }
  }

  @Test
  void aFormOfABrowserIsShownWithoutThem() {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na.txt\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"X-Amz-Signature\"\r\n\r\nhidden\r\n"
            + "--x\r\nContent-Disposition: form-data; name=x-amz-security-token\r\n"
            + "Content-Type: text/plain\r\n\r\nhidden\r\n--x--\r\n";

    assertThat(SECRETS.body("multipart/form-data; boundary=x", form.getBytes(UTF_8), UTF_8))
        .isEqualTo(form.replace("hidden", "***"));
  }

  /** Thousands of lines, tags or fields take neither the stack nor the evening. */
  @Test
  void hostileBodiesAreShownInTime() {
    List<String> pieces =
        List.of("a: b\r\n", "name=\"a\"\n", "<a ", "<Pin>", "Signature=", "{\"a\":", "--\n\n");
    for (String piece : pieces) {
      byte[] body = piece.repeat(200_000).getBytes(UTF_8);
      for (String type : List.of("multipart/form-data", "text/xml", "text/json", "text/plain")) {
        assertThat(SECRETS.body(type, body, UTF_8)).isNotNull();
      }
    }
  }

  @Test
  void aSensitivePayloadIsNotShownAtAll() {
    assertThat(
            SecretRedaction.ofResponse(OPERATION)
                .body("text/plain", "hidden".getBytes(UTF_8), UTF_8))
        .isEqualTo("***");
    assertThat(SecretRedaction.ofResponse(OPERATION).body("text/plain", new byte[0], UTF_8))
        .isEmpty();
  }

  @Test
  void headersAreShownWithoutThem() {
    Headers headers =
        new Headers()
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=k/20250101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=hidden")
            .add("authorization", "Bearer hidden")
            .add("X-Amz-Security-Token", "hidden")
            .add("x-amz-server-side-encryption-customer-key", "hidden")
            .add("X-Amz-S3Session-Token", "hidden")
            .add("x-door", "hidden")
            .add("X-Other", "shown");

    assertThat(SECRETS.headers(headers))
        .containsEntry("X-Other", "shown")
        .containsEntry("X-Amz-Security-Token", "***")
        .containsEntry("authorization", "***")
        .containsEntry("x-door", "***")
        .allSatisfy((name, value) -> assertThat(value).doesNotContain("hidden"));
    assertThat(SECRETS.headers(headers).get("Authorization"))
        .contains("Credential=k/20250101", "SignedHeaders=host", "Signature=***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host:a x-amz-security-token:hidden x-amz-date:b"
            + " | host:a x-amz-security-token:*** x-amz-date:b",
        "Authorization=AWS4-HMAC-SHA256 Credential=k, Signature=hidden"
            + " | Authorization=AWS4-HMAC-SHA256 Credential=k, Signature=***",
        "X-Amz-Security-Token=hidden&a=b | X-Amz-Security-Token=***&a=b",
        "x-amz-s3session-token:hidden a | x-amz-s3session-token:*** a",
        "Authorization=Bearer hidden | Authorization=Bearer ***",
        "x-amz-server-side-encryption-customer-key:hidden= |"
            + " x-amz-server-side-encryption-customer-key:***",
        "Signature expired: 20250101T000000Z | Signature expired: 20250101T000000Z"
      })
  void messagesAreShownWithoutThem(String text, String shown) {
    assertThat(SecretRedaction.inText(text)).isEqualTo(shown);
  }
}
