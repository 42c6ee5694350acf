package dev.brume.core.protocol;

import static dev.brume.core.protocol.query.QueryService.SEND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.query.AwsQueryProtocol;
import dev.brume.core.protocol.query.Ec2QueryProtocol;
import dev.brume.core.protocol.query.QueryService;
import dev.brume.core.protocol.rest.RestJsonProtocol;
import dev.brume.core.protocol.rest.RestService;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.protocol.xml.XmlCodec;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.net.URLEncoder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * What holds of every request in forms, XML and HTTP bindings: it is read or refused as a client's
 * fault, never anything else, and what is written reads back as it was. Sources of truth: the
 * contract of {@link Protocol}, <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0:
 * characters</a> and <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL:
 * forms</a>.
 */
class TextProtocolPropertyTest {
  private static final ServiceSchema QUERY = QueryService.schema(true);
  private static final ServiceSchema S3 = RestService.s3(false);
  private static final ServiceSchema LAMBDA = RestService.lambda();

  private static void readOrRefuse(Protocol protocol, ServiceSchema service, HttpRequest request) {
    try {
      Struct input = protocol.decode(service, protocol.match(service, request), request);
      assertThat(input).isNotNull();
    } catch (AwsError refused) {
      assertThat(refused.isClientFault()).isTrue();
      assertThat(refused.status()).isBetween(400, 499);
      assertThat(protocol.encodeError(service, null, refused, "id").status()).isBetween(400, 499);
    }
  }

  private static HttpRequest request(
      String method, String path, String query, String header, byte[] body) {
    Headers headers = new Headers().add("x-amz-object-attributes", header);
    headers.add("x-amz-retain-until", header).add("Content-Type", "application/json");
    return new HttpRequest(
        method, path, query, headers, new RequestBody.Whole(body), ClientConnection.INTERNAL);
  }

  @Property(tries = 500)
  void anyFormIsReadOrRefused(@ForAll byte[] form) {
    byte[] start = "Action=Send&Version=2012-11-05&".getBytes(UTF_8);
    byte[] body = new byte[start.length + form.length];
    System.arraycopy(start, 0, body, 0, start.length);
    System.arraycopy(form, 0, body, start.length, form.length);
    readOrRefuse(new AwsQueryProtocol(), QUERY, request("POST", "/", null, "", body));
    readOrRefuse(new AwsQueryProtocol(), QUERY, request("POST", "/", null, "", form));
    readOrRefuse(new Ec2QueryProtocol(), QUERY, request("POST", "/", null, "", body));
  }

  @Property(tries = 1_000)
  void formsOfAnyStructureAreReadOrRefused(@ForAll("parameters") List<String> parameters) {
    String form = "Action=Send&Version=2012-11-05&" + String.join("&", parameters);
    HttpRequest request = request("POST", "/", null, "", form.getBytes(UTF_8));
    readOrRefuse(new AwsQueryProtocol(), QUERY, request);
    readOrRefuse(new Ec2QueryProtocol(), QUERY, request);
  }

  @Provide
  Arbitrary<List<String>> parameters() {
    Arbitrary<String> part =
        Arbitraries.of(
            "Body",
            "Delay",
            "Name",
            "Attribute",
            "Entry",
            "Wrapped",
            "Tags",
            "Nested",
            "member",
            "entry",
            "key",
            "value",
            "Value",
            "1",
            "2",
            "0",
            "-1",
            "99999999999",
            "",
            "Id");
    Arbitrary<String> name = part.list().ofMinSize(1).ofMaxSize(5).map(p -> String.join(".", p));
    Arbitrary<String> value = Arbitraries.of("", "=", "=x", "=1", "=%41", "=%");
    return name.flatMap(n -> value.map(v -> n + v)).list().ofMaxSize(8);
  }

  @Property(tries = 500)
  void formsReadBackAsTheyWere(
      @ForAll("texts") String body, @ForAll @Size(max = 4) List<@From("texts") String> names) {
    StringBuilder form = new StringBuilder("Action=Send&Body=" + URLEncoder.encode(body, UTF_8));
    for (int i = 0; i < names.size(); i++) {
      form.append("&Name.")
          .append(i + 1)
          .append('=')
          .append(URLEncoder.encode(names.get(i), UTF_8));
    }
    Struct input =
        new AwsQueryProtocol()
            .decode(QUERY, OperationMatch.of(SEND), QueryService.post(form.toString()));
    assertThat(input)
        .isEqualTo(
            DynamicStruct.of(
                QueryService.INPUT, "Body", body, "Names", names.isEmpty() ? null : names));
  }

  @Property(tries = 1_000)
  void anyUriAndHeaderIsReadOrRefused(
      @ForAll("uris") String path, @ForAll("uris") String query, @ForAll String header) {
    for (String method : List.of("GET", "PUT", "POST", "?")) {
      HttpRequest request = request(method, path, query, header, new byte[0]);
      readOrRefuse(new RestXmlProtocol(), S3, request);
      readOrRefuse(new RestJsonProtocol(), LAMBDA, request);
    }
  }

  @Provide
  Arbitrary<String> uris() {
    return Arbitraries.of(
            "/",
            "a",
            "%",
            "%2F",
            "%C3",
            "..",
            "+",
            "&",
            "=",
            "tagging",
            "uploadId",
            "list-type=2",
            "functions",
            "2015-03-31",
            "invocations",
            "max-keys=x",
            "Retries=1",
            "\u00FC")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/" + String.join("", parts));
  }

  @Property(tries = 500)
  void anyDocumentIsReadOrRefused(@ForAll byte[] body, @ForAll("markup") String markup) {
    for (byte[] document : List.of(body, markup.getBytes(UTF_8))) {
      HttpRequest request = request("PUT", "/b", "tagging", "", document);
      readOrRefuse(new RestXmlProtocol(), S3, request);
      readOrRefuse(new RestXmlProtocol(), RestService.s3(true), request);
    }
  }

  @Provide
  Arbitrary<String> markup() {
    return Arbitraries.of(
            "<Tagging>",
            "</Tagging>",
            "<TagSet>",
            "</TagSet>",
            "<Tag>",
            "</Tag>",
            "<Key>",
            "</Key>",
            "<Days>",
            "</Days>",
            "1",
            "x",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&lt;",
            "&x;",
            "<?x?>",
            "<!DOCTYPE x>",
            " ",
            "<x a='1'/>")
        .list()
        .ofMaxSize(12)
        .map(parts -> "<Tagging>" + String.join("", parts));
  }

  @Property(tries = 500)
  void documentsReadBackAsTheyWere(@ForAll("texts") String first, @ForAll("texts") String second) {
    Struct tagging =
        DynamicStruct.of(
            RestService.TAGGING,
            "TagSet",
            List.of(DynamicStruct.of(RestService.TAG, "Key", first, "Value", second)),
            "Owner",
            second);
    XmlCodec codec = new XmlCodec(S3, true);
    Member member = RestService.PUT_TAGGING.member("Tagging");
    String document = new String(codec.encodeValue(member, tagging), UTF_8);
    // The attribute's prefix is bound by members that this shape does not have.
    String bound = document.replaceFirst("<Tagging ", "<Tagging xmlns:xsi=\"urn:x\" ");
    assertThat(codec.decodeValue(member, bound.getBytes(UTF_8))).isEqualTo(tagging);
  }

  /** Characters that XML 1.0 can hold, and forms anyway. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("<>&\"' \t\n\r]a;%+=.\u00FC\u2028\uFFFD")
        .ofMaxLength(8)
        .flatMap(text -> Arbitraries.of("", "\uD83D\uDE00").map(more -> text + more));
  }
}
