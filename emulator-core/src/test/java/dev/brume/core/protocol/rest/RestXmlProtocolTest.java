package dev.brume.core.protocol.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.xml.XmlCodec;
import dev.brume.core.protocol.xml.XmlReader;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What Smithy's suite leaves open about restXml: errors, hostile documents, bodies. Sources of
 * truth: <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">Smithy:
 * restXml</a>, the models of S3 and Route 53.
 */
class RestXmlProtocolTest {
  private static final ServiceSchema S3 = RestService.s3(false);
  private static final ServiceSchema WRAPPED = RestService.s3(true);
  private static final String ROOT = "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

  private final RestXmlProtocol protocol = new RestXmlProtocol();
  private final RestXmlProtocol validating =
      new RestXmlProtocol(
          new RestXmlDialect() {
            @Override
            public boolean validatesDocuments() {
              return true;
            }
          });

  private DynamicStruct decode(ServiceSchema service, HttpRequest request) {
    RestXmlProtocol protocol = service == S3 ? validating : this.protocol;
    return (DynamicStruct) protocol.decode(service, protocol.match(service, request), request);
  }

  private DynamicStruct tagging(ServiceSchema service, String document) {
    HttpRequest request = RestService.request("PUT", "/b?tagging", document);
    return (DynamicStruct) decode(service, request).get("Tagging");
  }

  private AwsError refusal(ServiceSchema service, String document) {
    return catchThrowableOfType(AwsError.class, () -> tagging(service, document));
  }

  private static DynamicStruct tag(String key, String value) {
    return DynamicStruct.of(RestService.TAG, "Key", key, "Value", value);
  }

  private static String text(HttpResponse response) {
    return new String(response.bytes(), UTF_8);
  }

  @Test
  void documentsAreReadWithWhateverSpaceAndCommentsTheyHave() {
    DynamicStruct expected =
        DynamicStruct.of(
            RestService.TAGGING,
            "TagSet",
            List.of(tag(" a ", "<&\u00FC\uD83D\uDE00]"), tag("", null)),
            "Days",
            7,
            "Owner",
            "me");
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- tags -->
        <t:Tagging xmlns:t="urn:t" xmlns:xsi="urn:x" xsi:owner="me"><?do nothing?>
          <TagSet>
            <Tag><Key> a </Key><!-- --><Value>&lt;<![CDATA[&]]>&#xFC;&#x1F600;]</Value></Tag>
            <Tag>
              <Key/>
            </Tag>
          </TagSet>
          <Days>
            7
          </Days>
        </t:Tagging>
        """;
    assertThat(tagging(S3, document)).isEqualTo(expected);
    assertThat(tagging(S3, "\uFEFF" + ROOT + "</Tagging>").get("TagSet")).isNull();
    assertThat(tagging(S3, ROOT + "<TagSet/></Tagging>").get("TagSet")).isEqualTo(List.of());
    assertThat(tagging(S3, "")).isNull();
  }

  /**
   * The lexical forms of <a href="https://www.w3.org/TR/xmlschema-2/">XML Schema</a>, by which S3
   * validates.
   */
  @Test
  void truthAndTimeHaveTheFormsOfXmlSchema() {
    for (String text : List.of("true", "1", " true\n")) {
      assertThat(tagging(S3, "<Tagging><Fast>" + text + "</Fast></Tagging>").get("Fast"))
          .isEqualTo(true);
    }
    assertThat(tagging(S3, "<Tagging><Fast>0</Fast></Tagging>").get("Fast")).isEqualTo(false);
    assertThat(refusal(S3, "<Tagging><Fast>True</Fast></Tagging>").code())
        .isEqualTo("MalformedInput");
    for (String text : List.of("2015-01-25T08:00:00Z", "2015-01-25T09:00:00.0+01:00")) {
      assertThat(tagging(S3, "<Tagging><Until>" + text + "</Until></Tagging>").get("Until"))
          .isEqualTo(Instant.ofEpochSecond(1422172800));
    }
  }

  /** The standard wants UTF-8 and UTF-16 of every parser; the declaration may say otherwise. */
  @Test
  void documentsMayBeInOtherEncodings() {
    String document = "<Tagging><TagSet><Tag><Key>\u00FC</Key></Tag></TagSet></Tagging>";
    String latin = "<?xml version='1.0' encoding='iso-8859-1'?>";
    Member member = RestService.PUT_TAGGING.member("Tagging");
    for (byte[] bytes :
        List.of(
            document.getBytes(UTF_8),
            document.getBytes(UTF_16),
            ("\uFEFF" + document).getBytes(UTF_16LE),
            (latin + document).getBytes(ISO_8859_1))) {
      DynamicStruct value = (DynamicStruct) new XmlCodec(S3, true).decodeValue(member, bytes);
      assertThat(value.get("TagSet")).isEqualTo(List.of(tag("\u00FC", null)));
    }
    assertThatThrownBy(
            () -> new XmlCodec(S3, true).decodeValue(member, document.getBytes(ISO_8859_1)))
        .isInstanceOf(MalformedValue.class);
  }

  /** A service may validate against its schema, as S3 does. */
  @Test
  void documentsOfAnotherFormAreRefused() {
    for (String document :
        new String[] {
          " ",
          "x",
          "<Tagging>",
          "<Tagging></tagging>",
          "<Tagging/><Tagging/>",
          "<Tagging/>x",
          "<Tag/>",
          "<Tagging>x</Tagging>",
          "<Tagging><Unknown/></Tagging>",
          "<Tagging><TagSet><Key/></TagSet></Tagging>",
          "<Tagging><Days>seven</Days></Tagging>",
          "<Tagging><Days><x/></Days></Tagging>",
          "<Tagging>&unknown;</Tagging>",
          "<Tagging><Days>\u0001</Days></Tagging>",
          "<a:Tagging/>",
        }) {
      AwsError error = refusal(S3, document);
      assertThat(error).as(document).isNotNull();
      assertThat(error.code()).isEqualTo("MalformedInput");
      assertThat(error.status()).isEqualTo(400);
    }
  }

  @Test
  void elsewhereUnknownElementsAreSkipped() {
    assertThat(tagging(WRAPPED, "<Any><Unknown><x>1</x></Unknown><Days>7</Days></Any>").get("Days"))
        .isEqualTo(7);
    assertThat(refusal(WRAPPED, "<Any>").code()).isEqualTo("MalformedInput");
  }

  @Test
  void documentTypesAndEntitiesAreRefusedUnread() {
    String bomb =
        "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    for (String document :
        new String[] {
          bomb + "<Tagging><Days>&b;</Days></Tagging>",
          "<!DOCTYPE Tagging SYSTEM \"file:///etc/passwd\"><Tagging/>",
          "<!DOCTYPE Tagging><Tagging/>",
          "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Tagging>&e;</Tagging>",
        }) {
      assertThat(refusal(S3, document).code()).as(document).isEqualTo("MalformedInput");
      assertThat(refusal(WRAPPED, document).code()).as(document).isEqualTo("MalformedInput");
    }
  }

  @Test
  void nestingIsBounded() {
    int deepest = XmlReader.DEEPEST;
    String fits = "<x>".repeat(deepest - 1) + "</x>".repeat(deepest - 1);
    assertThat(tagging(WRAPPED, "<Any>" + fits + "</Any>")).isNotNull();
    String tooDeep = "<x>".repeat(deepest) + "</x>".repeat(deepest);
    assertThat(refusal(WRAPPED, "<Any>" + tooDeep + "</Any>")).isNotNull();
    assertThat(refusal(WRAPPED, "<Any>" + "<x>".repeat(100_000))).isNotNull();
  }

  /** RFC 9110, section 13.1.3: a recipient ignores the field where it is no valid HTTP-date. */
  @Test
  void malformedDatesOfConditionsAreIgnoredOthersAreNot() {
    String date = "Tue, 29 Apr 2014 18:30:38 GMT";
    HttpRequest good = RestService.request("GET", "/b/k", "", "If-Modified-Since", date);
    assertThat(decode(S3, good).get("Modified")).isEqualTo(Instant.ofEpochSecond(1398796238));
    HttpRequest ignored = RestService.request("GET", "/b/k", "", "If-Modified-Since", "today");
    assertThat(decode(S3, ignored).get("Modified")).isNull();
    HttpRequest refused = RestService.request("GET", "/b/k", "", "x-amz-retain-until", "today");
    assertThat(catchThrowableOfType(AwsError.class, () -> decode(S3, refused)).code())
        .isEqualTo("MalformedInput");
  }

  @Test
  void headersByPrefixKeepTheirNamesAndJoinTheirValues() {
    HttpRequest request =
        RestService.request(
            "PUT", "/b/k", "x", "X-Amz-Meta-A", "1", "x-amz-meta-b", "2", "x-amz-meta-b", "3");
    assertThat(decode(S3, request).get("Metadata")).isEqualTo(Map.of("A", "1", "b", "2,3"));
    assertThat(decode(S3, request).get("Body")).isInstanceOf(ByteStream.class);
  }

  private HttpResponse encode(ServiceSchema service, String operation, Object... namesAndValues) {
    Operation<?, ?> named = service.operation(operation);
    return protocol.encode(
        service, named, DynamicStruct.of(RestService.OUTPUT, namesAndValues), "request-id");
  }

  @Test
  void outputsTravelInStatusHeadersAndBody() {
    HttpResponse response =
        encode(
            S3,
            "GetObject",
            "ETag",
            "\"x\"\r\nEvil: 1",
            "Names",
            List.of("a", "b,c", "\"d\""),
            "Metadata",
            Map.of("k", "v"),
            "Status",
            206,
            "Region",
            "here");
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.headers().first("ETag")).isEqualTo("\"x\"  Evil: 1");
    assertThat(response.headers().first("x-amz-names")).isEqualTo("a, \"b,c\", \"\\\"d\\\"\"");
    assertThat(response.headers().first("x-amz-meta-k")).isEqualTo("v");
    assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo("request-id");
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/xml");
    assertThat(text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Answer xmlns="http://rest.amazonaws.com/doc/"><Region>here</Region></Answer>\
            """);
  }

  /** The answer of GetBucketLocation; in us-east-1 the element is empty. */
  @Test
  void anUnwrappedOutputIsOneElement() {
    assertThat(text(encode(S3, "GetLocation", "Region", "eu-west-1")))
        .endsWith("\n<Answer xmlns=\"http://rest.amazonaws.com/doc/\">eu-west-1</Answer>");
    assertThat(text(encode(S3, "GetLocation")))
        .endsWith("\n<Answer xmlns=\"http://rest.amazonaws.com/doc/\"/>");
  }

  /** The form of Smithy's page on restXml for services with noErrorWrapping. */
  @Test
  void errorsWithoutWrappingAreTheRoot() {
    AwsError error =
        AwsError.client("NoSuchKey", 404, "The specified key does not exist.")
            .withDetail("Key", "a<b")
            .withHeader("x-amz-delete-marker", "true");
    HttpResponse response = protocol.encodeError(S3, null, error, "request-id");
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("Content-Type")).isEqualTo("application/xml");
    assertThat(response.headers().first("x-amz-delete-marker")).isEqualTo("true");
    assertThat(text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Type>Sender</Type><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>\
            <Key>a&lt;b</Key><RequestId>request-id</RequestId></Error>\
            """);
  }

  @Test
  void notModifiedHasNoBody() {
    AwsError error = AwsError.client("NotModified", 304, "Not Modified").withHeader("ETag", "x");
    HttpResponse response = protocol.encodeError(S3, null, error, "request-id");
    assertThat(response.bytes()).isEmpty();
    assertThat(response.headers().first("Content-Type")).isNull();
    assertThat(response.headers().first("ETag")).isEqualTo("x");
  }

  @Test
  void elsewhereErrorsAreWrapped() {
    AwsError error =
        AwsError.modelled(
            DynamicStruct.of(
                RestService.GONE, "Message", "Gone.", "RetryAfter", "5", "Why", "age"));
    HttpResponse response = protocol.encodeError(WRAPPED, null, error, "request-id");
    assertThat(response.status()).isEqualTo(410);
    assertThat(response.headers().first("Retry-After")).isEqualTo("5");
    assertThat(text(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ErrorResponse xmlns="http://rest.amazonaws.com/doc/"><Error><Type>Sender</Type>\
            <Code>Gone</Code><Message>Gone.</Message><Why>age</Why></Error>\
            <RequestId>request-id</RequestId></ErrorResponse>\
            """);
  }

  /** As Route 53 answers a path that it does not know. */
  @Test
  void elsewhereAnUnknownOperationIsNamedAlone() {
    HttpRequest request = RestService.request("PATCH", "/b/k", "");
    AwsError error = catchThrowableOfType(AwsError.class, () -> protocol.match(WRAPPED, request));
    HttpResponse response = protocol.encodeError(WRAPPED, null, error, "request-id");
    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("<UnknownOperationException/>");
  }
}
