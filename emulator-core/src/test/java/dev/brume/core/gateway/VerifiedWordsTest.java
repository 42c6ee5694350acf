package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerDirectory;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.auth.Signer;
import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a signature that does not hold is answered in each protocol, and that one which holds is
 * accepted. Source of truth: the pages
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. Which of JSON's and
 * query's codes an RPC in CBOR has is not documented; it is taken for JSON's kin.
 */
class VerifiedWordsTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
  private static final Credential KEY = Credential.of("AKIDA", "secret", "123456789012");
  private static final Credential OTHER = Credential.of("AKIDA", "another", "123456789012");

  private static final Credential ENDED =
      new Credential("ASIAOLD", "s", "123456789012", "token", NOW.minusSeconds(1));

  private static final Credential SESSION =
      new Credential("ASIANEW", "s", "123456789012", "token", NOW.plusSeconds(1));

  private static final Map<String, ProtocolId> PROTOCOLS =
      Map.of(
          "json10", ProtocolId.AWS_JSON_1_0,
          "json11", ProtocolId.AWS_JSON_1_1,
          "cbor11", ProtocolId.AWS_CBOR_1_1,
          "rpccbor", ProtocolId.RPC_V2_CBOR,
          "rest", ProtocolId.REST_JSON_1,
          "form", ProtocolId.AWS_QUERY,
          "ec2form", ProtocolId.EC2_QUERY,
          "xml", ProtocolId.REST_XML);

  private final GatewayContext context = context();

  private static GatewayContext context() {
    GatewayContext context = new GatewayContext();
    PROTOCOLS.forEach((name, protocol) -> context.add(name, name, protocol));
    return context.verify(KEY, ENDED, SESSION);
  }

  private static Ask ask(String service) {
    return switch (PROTOCOLS.get(service)) {
      case AWS_JSON_1_0 -> target(service, "application/x-amz-json-1.0");
      case AWS_JSON_1_1 -> target(service, "application/x-amz-json-1.1");
      case AWS_CBOR_1_1 -> target(service, "application/x-amz-cbor-1.1");
      case RPC_V2_CBOR ->
          Ask.of("POST", "/service/" + TinyService.targetPrefix(service) + "/operation/Echo")
              .with("Content-Type", "application/cbor")
              .with("smithy-protocol", "rpc-v2-cbor");
      case REST_JSON_1 ->
          Ask.of("POST", "/echo")
              .with("Host", "rest.localhost")
              .with("Content-Type", "application/json")
              .body("{\"Text\":\"hello\"}");
      case REST_XML -> Ask.of("POST", "/echo").with("Host", "xml.localhost");
      case AWS_QUERY, EC2_QUERY ->
          Ask.of("POST", "/").form("Action=Echo&Version=2020-" + service + "&Text=hello");
    };
  }

  private static Ask target(String service, String type) {
    return Ask.of("POST", "/")
        .with("Content-Type", type)
        .with("X-Amz-Target", TinyService.targetPrefix(service) + ".Echo")
        .body(type.contains("cbor") ? "\u00a0" : "{\"Text\":\"hello\"}");
  }

  private static HttpRequest signed(Credential key, HttpRequest request, String service) {
    return new Signer(key, false, SignatureRules.COMMON, service)
        .sign(request, Signer.hash(request));
  }

  /** A request with that fault, and no other. */
  private static HttpRequest faulty(String fault, String service) {
    HttpRequest request = ask(service).request();
    if (fault.equals("unsigned")) {
      return request;
    }
    Credential key =
        switch (fault) {
          case "another secret" -> OTHER;
          case "an unknown key" -> Credential.of("AKIDB", "secret", "123456789012");
          case "an ended session" -> ENDED;
          case "another token", "no token" -> SESSION;
          default -> KEY;
        };
    if (fault.equals("an ended session")) {
      request.headers().add("X-Amz-Security-Token", "token");
    } else if (fault.equals("another token")) {
      request.headers().add("X-Amz-Security-Token", "tokem");
    }
    HttpRequest signed = signed(key, request, service);
    String authorization = signed.header("Authorization");
    switch (fault) {
      case "an old date" -> signed.headers().set("X-Amz-Date", "20241231T234459Z");
      case "another day" -> signed.headers().set("X-Amz-Date", "20241231T235959Z");
      case "no date" -> signed.headers().set("X-Amz-Date", "today");
      case "another service" -> authorization = authorization.replace(service + "/aws4", "x/aws4");
      case "an unsigned header" -> signed.headers().add("X-Amz-Meta-A", "a");
      case "no SignedHeaders" -> authorization = authorization.replaceAll("SignedHeaders=\\S+", "");
      case "a short credential" -> authorization = authorization.replace("/aws4_request", "");
      case "version 2" -> authorization = "AWS AKIDA:c2ln";
      default -> {
        // It is in the key.
      }
    }
    if (fault.equals("an old date")) {
      authorization = authorization.replace("20250101", "20241231");
    }
    signed.headers().set("Authorization", authorization);
    return signed;
  }

  private Answer send(HttpRequest request) {
    HttpResponse response = context.gateway().handle(request).toCompletableFuture().join();
    return new Answer(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json10", "json11", "rest", "form", "ec2form"})
  void whatIsSignedRightIsDone(String service) {
    assertThat(send(signed(KEY, ask(service).request(), service)).body()).contains("hello");
    assertThat(context.lastCall().scope().account()).isEqualTo("123456789012");
  }

  /** The columns: JSON and CBOR, REST-JSON, query and REST-XML, EC2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unsigned | 400 MissingAuthenticationTokenException"
            + " | 403 MissingAuthenticationTokenException | 403 MissingAuthenticationToken"
            + " | 403 MissingAuthenticationToken",
        "an unknown key | 400 UnrecognizedClientException | 403 UnrecognizedClientException"
            + " | 403 InvalidClientTokenId | 401 AuthFailure",
        "another token | 400 UnrecognizedClientException | 403 UnrecognizedClientException"
            + " | 403 InvalidClientTokenId | 401 AuthFailure",
        "no token | 400 UnrecognizedClientException | 403 UnrecognizedClientException"
            + " | 403 InvalidClientTokenId | 401 AuthFailure",
        "an ended session | 400 ExpiredTokenException | 403 ExpiredTokenException"
            + " | 403 ExpiredToken | 400 RequestExpired",
        "another secret | 400 InvalidSignatureException | 403 InvalidSignatureException"
            + " | 403 SignatureDoesNotMatch | 401 AuthFailure",
        "an old date | 400 InvalidSignatureException | 403 InvalidSignatureException"
            + " | 403 SignatureDoesNotMatch | 400 RequestExpired",
        "another day | 400 InvalidSignatureException | 403 InvalidSignatureException"
            + " | 403 SignatureDoesNotMatch | 403 SignatureDoesNotMatch",
        "an unsigned header | 400 InvalidSignatureException | 403 InvalidSignatureException"
            + " | 403 SignatureDoesNotMatch | 403 SignatureDoesNotMatch",
        "no date | 400 IncompleteSignatureException | 403 IncompleteSignatureException"
            + " | 400 IncompleteSignature | 400 IncompleteSignature",
        "no SignedHeaders | 400 IncompleteSignatureException | 403 IncompleteSignatureException"
            + " | 400 IncompleteSignature | 400 IncompleteSignature",
        "a short credential | 400 IncompleteSignatureException"
            + " | 403 IncompleteSignatureException | 400 IncompleteSignature"
            + " | 400 IncompleteSignature",
        "version 2 | 400 IncompleteSignatureException | 403 IncompleteSignatureException"
            + " | 400 IncompleteSignature | 400 IncompleteSignature"
      })
  void eachFaultIsSaidInTheWordsOfTheProtocol(
      String fault, String json, String rest, String query, String ec2) {
    Map<String, String> expected =
        Map.of(
            "json10", json, "json11", json, "cbor11", json, "rpccbor", json, "rest", rest, "form",
            query, "xml", query, "ec2form", ec2);
    expected.forEach(
        (service, words) -> {
          Answer answer = send(faulty(fault, service));
          String code = words.substring(4);
          String type = String.valueOf(answer.header("x-amzn-errortype"));

          assertThat(answer.status() + " " + code).as(service).isEqualTo(words);
          assertThat(type + answer.body()).as(service).contains(code);
        });
    assertThat(context.calls).isEmpty();
    assertThat(context.failures).isEmpty();
  }

  private static HttpRequest presigned(String service) {
    HttpRequest request =
        service.equals("rest")
            ? ask("rest").request()
            : Ask.of("GET", "/?Action=Echo&Version=2020-form&Text=hello").request();
    return new Signer(KEY, false, SignatureRules.COMMON, service)
        .presign(request, Signer.hash(request));
  }

  private static HttpRequest withQuery(HttpRequest of, String query) {
    return new HttpRequest(of.method(), of.path(), query, of.headers(), of.body(), of.connection());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | | hello | hello",
        "Text=hello | Text=hellp | SignatureDoesNotMatch | InvalidSignatureException",
        "X-Amz-Signature=. | X-Amz-Signature=g | SignatureDoesNotMatch | InvalidSignatureException",
        "X-Amz-Expires=3600 | X-Amz-Expires=3601 | SignatureDoesNotMatch"
            + " | InvalidSignatureException",
        "&X-Amz-SignedHeaders=[^&]* | | must include 'X-Amz-SignedHeaders'"
            + " | must include 'X-Amz-SignedHeaders'",
        "&X-Amz-Signature=[^&]* | | must include 'X-Amz-Signature'"
            + " | must include 'X-Amz-Signature'",
        "20250101T000000Z | 20250101T001501Z | Signature not yet current"
            + " | Signature not yet current",
        "20250101T000000Z&X-Amz-Expires=3600 | 20241231T225959Z&X-Amz-Expires=3600"
            + " | Signature expired: 20241231T225959Z is now earlier than 20241231T230000Z"
            + " (20250101T000000Z - 60 min.) | Signature expired: 20241231T225959Z",
        "X-Amz-Expires=3600 | X-Amz-Expires=604801 | X-Amz-Expires must be | X-Amz-Expires must be",
        "20250101T000000Z | 20250101 | Date must be in ISO-8601 | Date must be in ISO-8601"
      })
  void aPresignedRequestIsHeldToItsQuery(
      String pattern, String replacement, String query, String rest) {
    for (String service : List.of("form", "rest")) {
      HttpRequest right = presigned(service);
      String text = service.equals("form") ? query : rest;
      boolean inForm = pattern != null && pattern.startsWith("Text");
      if (inForm && service.equals("rest")) {
        right = right.withBody(ask("rest").body("{\"Text\":\"hellp\"}").request().body());
      }
      String changed =
          pattern == null
              ? right.query()
              : right.query().replaceFirst(pattern, replacement == null ? "" : replacement);

      Answer answer = send(withQuery(right, changed));

      assertThat(answer.header("x-amzn-errortype") + answer.body()).as(service).contains(text);
    }
  }

  @Test
  void whatAPresignedRequestDoesNotSignMustNotBeThere() {
    HttpRequest request = presigned("form");
    request.headers().add("X-Amz-Acl", "public-read");

    assertThat(send(request).body()).contains("SignatureDoesNotMatch", "x-amz-acl");
  }

  /** Who does not sign is let in by policies, where they are evaluated, and by nothing else. */
  @ParameterizedTest
  @CsvSource({"true, 200", "false, 403"})
  void whoDoesNotSignIsForPoliciesToDecide(boolean evaluated, int status) {
    context.authorizer(
        new Authorizer(Authorizer.Mode.ENFORCED, CallerDirectory.EMPTY, context.timeline));
    TinyService.Operations operations = new TinyService.Operations();
    Dialect dialect =
        new Dialect() {
          @Override
          public boolean acceptsUnsigned(Operation<?, ?> operation) {
            return true;
          }
        };
    context.entries.add(
        TinyService.of(
                "open",
                "open",
                operations,
                binder -> binder.on(operations.echo, context::echo),
                dialect,
                ProtocolId.AWS_QUERY)
            .access(evaluated ? (request, input) -> {} : null)
            .entry());

    Answer answer = send(Ask.of("GET", "/?Action=Echo&Version=2020-open&Text=hello").request());

    assertThat(answer.status()).isEqualTo(status);
  }

  /** A host that names a region takes what is signed for it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json10.us-east-1.localhost | false | | us-east-1",
        "json10.eu-west-1.localhost | false | | not 'us-east-1'",
        "json10.eu-west-1.localhost | true | us-east-1,eu-* | eu-west-1",
        "json10.eu-west-1.localhost | true | us-*,ap-south-1 | not 'us-*,ap-south-1'",
        "localhost | true | ap-south-1,* | ap-south-1",
        "localhost | true | * | us-east-1",
        "localhost | true | sa-* | sa-east-1"
      })
  void theRegionIsThatOfTheAddress(String host, boolean asymmetric, String set, String expected) {
    Ask ask = ask("json10").with("Host", host);
    HttpRequest request = (set == null ? ask : ask.with("X-Amz-Region-Set", set)).request();

    Answer answer =
        send(
            new Signer(KEY, asymmetric, SignatureRules.COMMON, "json10")
                .sign(request, Signer.hash(request)));

    if (expected.startsWith("not")) {
      assertThat(answer.body())
          .contains("InvalidSignatureException", "Credential should be scoped to a valid region");
      assertThat(answer.body()).contains(expected);
    } else {
      assertThat(answer.body()).contains("hello");
      assertThat(context.lastCall().scope().region()).isEqualTo(expected);
      assertThat(context.lastCall().isSignedFor("sa-east-1"))
          .isEqualTo(set != null && set.matches(".*\\*|sa-.*") && !set.contains("eu-*"));
    }
  }
}
