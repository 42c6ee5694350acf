package dev.brume.core.protocol.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.json.JsonWriter;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The query protocol for clients that accept JSON: the XML response's elements as objects, and null
 * for missing elements. AWS does not document this format; its services answer in it, and API
 * Gateway's integrations with SQS and SNS expose it.
 */
final class QueryJsonAnswers implements Protocol {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Writer WRITER = new Writer();

  private final Protocol requests;

  /** Reads requests like {@code requests}. */
  QueryJsonAnswers(Protocol requests) {
    this.requests = requests;
  }

  static boolean isAskedFor(HttpRequest request) {
    String accept = request.header("Accept");
    return accept != null && accept.startsWith("application/json");
  }

  @Override
  public ProtocolId id() {
    return requests.id();
  }

  @Override
  public OperationMatch match(ServiceSchema service, HttpRequest request) {
    return requests.match(service, request);
  }

  @Override
  public Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    return requests.decode(service, match, request);
  }

  @Override
  public HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    byte[] body =
        document(
            out -> {
              out.writeObjectFieldStart(operation.name() + "Response");
              if (operation.output() != Unit.SCHEMA) {
                out.writeFieldName(operation.name() + "Result");
                WRITER.write(out, output);
              }
              out.writeObjectFieldStart("ResponseMetadata");
              out.writeStringField("RequestId", requestId);
              out.writeEndObject();
              out.writeEndObject();
            });
    return HttpResponse.of(200, headers(requestId), body);
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    byte[] body =
        document(
            out -> {
              out.writeObjectFieldStart("Error");
              out.writeStringField("Code", error.queryCode());
              out.writeStringField("Message", error.getMessage());
              out.writeStringField("Type", error.isClientFault() ? "Sender" : "Receiver");
              out.writeEndObject();
              out.writeStringField("RequestId", requestId);
            });
    Headers headers = headers(requestId);
    error.headers().forEach(headers::set);
    return HttpResponse.of(error.queryStatus(), headers, body);
  }

  private static Headers headers(String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId).add("Content-Type", "application/json");
  }

  private static byte[] document(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      content.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the contents of a document's outermost object. */
  private interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  private static final class Writer extends JsonWriter {
    void write(JsonGenerator out, Struct value) throws IOException {
      writeStruct(out, value);
    }

    @Override
    protected String name(Member member) {
      return member.name();
    }

    @Override
    protected void writeAbsent(JsonGenerator out, Member member) throws IOException {
      out.writeNullField(member.name());
    }
  }
}
