package dev.brume.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.conformance.SmithySuites.Case;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Protocols;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/** Puts one case to a protocol. */
final class CaseRunner {
  private static final Pattern REQUEST_ID = Pattern.compile("<(?:R|r)equestI(?:d|D)>([^<]*)</");

  private final ServiceSchema service;
  private final Protocol protocol;

  CaseRunner(ServiceSchema service, ProtocolId protocol) {
    this.service = service;
    this.protocol = new Protocols().apply(protocol);
  }

  /** The request is taken for the right operation, and its input for the case's parameters. */
  void assertDecodes(Case<HttpRequestTestCase> request) {
    HttpRequestTestCase test = request.test();
    Operation<?, ?> operation = operation(request.subject().getId());
    HttpRequest http = Requests.of(test, streams(operation.input()));
    addTarget(http, operation);
    OperationMatch match = protocol.match(service, http);
    assertThat(match.operation()).isSameAs(operation);
    Struct input = protocol.decode(service, match, http);
    assertThat(PlainValues.of(input))
        .isEqualTo(PlainValues.of(NodeValues.struct(operation.input(), test.getParams())));
  }

  /** Cases about something else than the target leave it out. */
  private void addTarget(HttpRequest http, Operation<?, ?> operation) {
    boolean targeted =
        protocol.id() == ProtocolId.AWS_JSON_1_0 || protocol.id() == ProtocolId.AWS_JSON_1_1;
    if (targeted && http.header("X-Amz-Target") == null) {
      http.headers().add("X-Amz-Target", service.targetPrefix() + "." + operation.name());
    }
  }

  /** The output is written as the case has it. */
  void assertEncodes(Case<HttpResponseTestCase> response) {
    HttpResponseTestCase test = response.test();
    Operation<?, ?> operation = operation(response.subject().getId());
    Struct output = NodeValues.struct(operation.output(), test.getParams());
    assertIsAsExpected(protocol.encode(service, operation, output, requestId(test)), test);
  }

  /** The error is written as the case has it. */
  void assertEncodesError(Case<HttpResponseTestCase> response) {
    HttpResponseTestCase test = response.test();
    ShapeId errorId = response.subject().getId();
    ShapeId serviceId = ShapeId.fromParts(service.namespace(), service.targetPrefix());
    OperationShape shape = SmithySuites.loaded().operationWithError(serviceId, errorId);
    Operation<?, ?> operation = operation(shape.getId());
    Schema schema =
        operation.errors().stream()
            .filter(error -> error.id().equals(errorId.toString()))
            .findFirst()
            .orElseThrow();
    AwsError error = AwsError.modelled(NodeValues.struct(schema, test.getParams()));
    assertIsAsExpected(protocol.encodeError(service, operation, error, requestId(test)), test);
  }

  /** The request is answered by the case's error. */
  void assertRefuses(Case<HttpMalformedRequestTestCase> request) {
    HttpMalformedRequestTestCase test = request.test();
    Operation<?, ?> operation = operation(request.subject().getId());
    HttpRequest http = Requests.of(test.getRequest(), streams(operation.input()));
    HttpResponse response = refusal(http);
    assertThat(response.status()).isEqualTo(test.getResponse().getCode());
    assertHeaders(response, test.getResponse().getHeaders());
    test.getResponse()
        .getBody()
        .ifPresent(
            body -> {
              Optional<String> mediaType = Optional.of(body.getMediaType());
              body.getContents()
                  .ifPresent(contents -> Bodies.assertSame(bytes(response), contents, mediaType));
              body.getMessageRegex()
                  .ifPresent(
                      regex -> assertThat(Bodies.message(bytes(response))).containsPattern(regex));
            });
  }

  private HttpResponse refusal(HttpRequest http) {
    Operation<?, ?> operation = null;
    try {
      OperationMatch match = protocol.match(service, http);
      operation = match.operation();
      Struct input = protocol.decode(service, match, http);
      SmithyValidation.check(operation, input);
      throw new AssertionError("taken for " + operation + " " + PlainValues.of(input));
    } catch (AwsError error) {
      return protocol.encodeError(service, operation, error, "request-id");
    }
  }

  private void assertIsAsExpected(HttpResponse response, HttpResponseTestCase test) {
    assertThat(response.status()).isEqualTo(test.getCode());
    assertHeaders(response, test.getHeaders());
    for (String name : test.getForbidHeaders()) {
      assertThat(response.headers().all(name)).as(name).isEmpty();
    }
    for (String name : test.getRequireHeaders()) {
      // The front end adds the length of every body that is known as a whole.
      if (!name.equalsIgnoreCase("Content-Length") || response.bytes() == null) {
        assertThat(response.headers().all(name)).as(name).isNotEmpty();
      }
    }
    test.getBody()
        .ifPresent(body -> Bodies.assertSame(bytes(response), body, test.getBodyMediaType()));
  }

  private static void assertHeaders(HttpResponse response, Map<String, String> expected) {
    Headers headers = response.headers();
    expected.forEach(
        (name, value) -> {
          // The front end adds the length of every body that is known as a whole.
          boolean length = name.equalsIgnoreCase("Content-Length") && response.bytes() != null;
          String actual =
              length
                  ? Integer.toString(response.bytes().length)
                  : String.join(", ", headers.all(name));
          assertThat(actual).as(name).isEqualTo(value);
        });
  }

  private static byte[] bytes(HttpResponse response) {
    return response.bytes() != null ? response.bytes() : WholeBody.read(response.stream());
  }

  private Operation<?, ?> operation(ShapeId id) {
    return service.operation(id.getName());
  }

  private static boolean streams(Schema input) {
    return input.members().stream().map(Member::target).anyMatch(Schema::isStreaming);
  }

  /** Some cases expect a certain request id in a header or in their body. */
  private static String requestId(HttpResponseTestCase test) {
    for (Map.Entry<String, String> header : test.getHeaders().entrySet()) {
      if (header.getKey().equalsIgnoreCase("x-amzn-requestid")) {
        return header.getValue();
      }
    }
    Matcher matcher = REQUEST_ID.matcher(test.getBody().orElse(""));
    return matcher.find() ? matcher.group(1) : "request-id";
  }
}
