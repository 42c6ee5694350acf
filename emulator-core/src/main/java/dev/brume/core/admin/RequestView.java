package dev.brume.core.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.http.Headers;
import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.Capture;
import dev.brume.core.observe.RequestRecord;
import dev.brume.core.observe.ResourceName;
import dev.brume.core.observe.SecretRedaction;
import dev.brume.core.policy.Decision;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A recorded request in JSON form, without secrets. */
final class RequestView {
  /** The most bytes of a UTF-8 character after its first. */
  private static final int MAX_CUT_BYTES = 3;

  private final BodyRecorder bodies;
  private final Function<RequestRecord, Operation<?, ?>> operations;

  /**
   * @param operations returns a record's operation, or null
   */
  RequestView(BodyRecorder bodies, Function<RequestRecord, Operation<?, ?>> operations) {
    this.bodies = bodies;
    this.operations = operations;
  }

  Map<String, Object> toJson(RequestRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", Instant.ofEpochMilli(record.timeMillis()).toString());
    json.put("realTime", Instant.ofEpochMilli(record.machineMillis()).toString());
    json.put("requestId", record.requestId());
    json.put("service", record.service());
    json.put("operation", record.operation());
    json.put("account", record.account());
    json.put("region", record.region());
    json.put(
        "resource", record.resource().isEmpty() ? null : ResourceName.byMember(record.resource()));
    json.put("protocol", nameOf(record.protocol()));
    json.put("method", record.method());
    json.put("path", record.path());
    json.put("status", record.status());
    json.put("errorCode", record.errorCode());
    json.put("cause", SecretRedaction.inText(record.cause()));
    json.put("latencyMicros", TimeUnit.NANOSECONDS.toMicros(record.latencyNanos()));
    json.put("requestBytes", record.requestBytes() < 0 ? null : record.requestBytes());
    json.put("responseBytes", record.responseBytes() < 0 ? null : record.responseBytes());
    if (!record.access().isEmpty()) {
      json.put("access", record.access().stream().map(RequestView::access).toList());
    }
    if (record.capture() != null) {
      addMessages(record, json);
    }
    return json;
  }

  /** A decision, with its deciding statement: the policy, the statement's index, and its Sid. */
  static Map<String, Object> access(EvaluatedAccess access) {
    Decision decision = access.decision();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("caller", access.caller());
    json.put("action", access.action());
    json.put("resource", access.resource());
    json.put("decision", outcome(decision));
    json.put("policyType", Objects.toString(decision.policyType(), null));
    if (decision.statement() != null) {
      json.put("policy", decision.policy().name());
      json.put("statement", decision.policy().statements().indexOf(decision.statement()));
      json.put("sid", decision.statement().sid());
    }
    return json;
  }

  /** In the spelling of IAM's simulator. */
  static String outcome(Decision decision) {
    return switch (decision.outcome()) {
      case ALLOW -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }

  /** In Smithy's spelling. */
  private static String nameOf(ProtocolId protocol) {
    return switch (protocol) {
      case null -> null;
      case AWS_JSON_1_0 -> "awsJson1_0";
      case AWS_JSON_1_1 -> "awsJson1_1";
      case AWS_CBOR_1_1 -> "awsCbor1_1";
      case AWS_QUERY -> "awsQuery";
      case EC2_QUERY -> "ec2Query";
      case REST_JSON_1 -> "restJson1";
      case REST_XML -> "restXml";
      case RPC_V2_CBOR -> "rpcv2Cbor";
    };
  }

  private void addMessages(RequestRecord record, Map<String, Object> json) {
    BodyRecorder.View view = bodies.view(record.capture());
    if (view == null) {
      json.put("messages", "dropped: there were newer ones");
      return;
    }
    Operation<?, ?> operation = operations.apply(record);
    SecretRedaction ofRequest =
        operation == null ? SecretRedaction.common() : SecretRedaction.ofRequest(operation);
    json.put("request", message(view.request(), ofRequest));
    if (view.response().headers() != null) {
      SecretRedaction ofResponse =
          operation == null ? SecretRedaction.common() : SecretRedaction.ofResponse(operation);
      json.put("response", message(view.response(), ofResponse));
    }
  }

  private static Map<String, Object> message(
      Capture.CapturedMessage message, SecretRedaction secretRedaction) {
    Map<String, Object> json = new LinkedHashMap<>();
    Headers headers = message.headers();
    if (message.query() != null) {
      json.put("query", secretRedaction.form(message.query()));
    }
    json.put("headers", secretRedaction.headers(headers));
    byte[] body = message.body();
    String type = headers.first("Content-Type");
    boolean isText = isText(body) || (type != null && type.contains("cbor"));
    json.put(
        "body", isText ? secretRedaction.body(type, body, UTF_8) : binary(body, secretRedaction));
    if (!isText) {
      json.put("bodyEncoding", "base64");
    }
    json.put("bodyBytes", message.bodyBytes());
    if (body.length < message.bodyBytes()) {
      json.put("truncated", true);
    }
    return json;
  }

  private static String binary(byte[] body, SecretRedaction secretRedaction) {
    String shown = secretRedaction.body("application/octet-stream", body, ISO_8859_1);
    return Base64.getEncoder().encodeToString(shown.getBytes(ISO_8859_1));
  }

  /** Whether it is UTF-8, apart from a truncated last character. */
  private static boolean isText(byte[] body) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    return !decoder.decode(bytes, text, false).isError()
        && bytes.remaining() <= MAX_CUT_BYTES
        && text.flip().chars().noneMatch(c -> c == 0);
  }
}
