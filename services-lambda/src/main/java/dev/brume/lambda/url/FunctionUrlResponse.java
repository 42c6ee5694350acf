package dev.brume.lambda.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A function's result as the response of its URL.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">
 *     Request and response payloads</a>
 */
final class FunctionUrlResponse {
  /** The content type of responses that begin with metadata, ended by eight zeros. */
  static final String WITH_METADATA = "application/vnd.awslambda.http-integration-response";

  /** The number of zeros after the metadata. */
  static final int METADATA_END = 8;

  private static final String JSON = "application/json";

  /** A lower one would not end a response. */
  private static final int MIN_STATUS = 200;

  private static final int MAX_STATUS = 599;

  private FunctionUrlResponse() {}

  /** The response for a whole result. */
  static HttpResponse of(InvocationResult result) {
    if (result.failure()) {
      return failed();
    }
    if (WITH_METADATA.equals(result.contentType())) {
      return withMetadata(result.payload());
    }
    String text = new String(result.payload(), StandardCharsets.UTF_8);
    JsonNode answer = JsonDocument.COMMON.find(text).orElse(null);
    if (answer == null || !answer.isObject() || !answer.has("statusCode")) {
      return answer != null && answer.isTextual()
          ? json(200, answer.asText().getBytes(StandardCharsets.UTF_8))
          : HttpResponse.of(
              200,
              new Headers().add("Content-Type", answer == null ? result.contentType() : JSON),
              result.payload());
    }
    return HttpResponse.of(status(answer), headers(answer), body(answer));
  }

  /** The function has failed; the error is not revealed to clients. */
  static HttpResponse failed() {
    return json(502, "Internal Server Error".getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON response. */
  static HttpResponse json(int status, byte[] body) {
    return HttpResponse.of(status, new Headers().add("Content-Type", JSON), body);
  }

  private static HttpResponse withMetadata(byte[] payload) {
    int end = metadataEnd(payload, payload.length);
    if (end < 0) {
      return failed();
    }
    JsonNode metadata = metadata(payload, end);
    byte[] body = new byte[payload.length - end - METADATA_END];
    System.arraycopy(payload, end + METADATA_END, body, 0, body.length);
    return HttpResponse.of(status(metadata), headers(metadata), body);
  }

  /** The start of the zeros after the metadata; -1 if they are missing. */
  static int metadataEnd(byte[] bytes, int length) {
    int zeros = 0;
    for (int i = 0; i < length; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == METADATA_END) {
        return i + 1 - METADATA_END;
      }
    }
    return -1;
  }

  /** The metadata before {@code end}. */
  static JsonNode metadata(byte[] bytes, int end) {
    return JsonDocument.COMMON
        .find(new String(bytes, 0, end, StandardCharsets.UTF_8))
        .orElseGet(JsonDocument::newObject);
  }

  /** The status in a result or metadata. */
  static int status(JsonNode answer) {
    int status = answer.path("statusCode").asInt(200);
    return status < MIN_STATUS || status > MAX_STATUS ? 502 : status;
  }

  /** The headers and cookies in a result or metadata. */
  static Headers headers(JsonNode answer) {
    Headers headers = new Headers();
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      headers.add(header.getKey(), header.getValue().asText());
    }
    answer.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", JSON);
    }
    headers.remove("Content-Length").remove("Transfer-Encoding");
    return headers;
  }

  private static byte[] body(JsonNode answer) {
    JsonNode body = answer.path("body");
    String text =
        body.isMissingNode() || body.isNull()
            ? ""
            : body.isTextual() ? body.asText() : JsonDocument.text(body);
    if (answer.path("isBase64Encoded").asBoolean()) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
