package dev.brume.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.function.CodeArchives;

/** Makes Lambda functions of objects of this program, by AWS's own requests without the network. */
final class EmbeddedFunctions {
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final String DATE = "20260101";
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  /** The longest that AWS allows, so that a debugger can stop in a handler. */
  private static final int TIMEOUT_SECONDS = 900;

  private final HttpHandler gateway;
  private final String account;
  private final String region;

  EmbeddedFunctions(HttpHandler gateway, String account, String region) {
    this.gateway = gateway;
    this.account = account;
    this.region = region;
  }

  /**
   * Makes a function of a handler of the same name, or gives it to the function that there is.
   *
   * @throws IllegalArgumentException where it can't be made; the message tells why
   */
  void add(String name) {
    ObjectNode input = JsonDocument.newObject();
    input.put("FunctionName", name).put("Runtime", "java21").put("Handler", "handler");
    input.put("Role", "arn:aws:iam::" + account + ":role/brume").put("Timeout", TIMEOUT_SECONDS);
    addCode(input.putObject("Code"), name);
    HttpResponse response = send("POST", FUNCTIONS, input);
    if (response.status() == CONFLICT) {
      response =
          send("PUT", FUNCTIONS + "/" + name + "/code", addCode(JsonDocument.newObject(), name));
    }
    if (response.status() != CREATED && response.status() != OK) {
      throw new IllegalArgumentException(
          "The function '" + name + "' can't be made: " + UTF_8.decode(response.wholeBody()));
    }
  }

  private static ObjectNode addCode(ObjectNode code, String name) {
    return code.put("S3Bucket", CodeArchives.HANDLERS).put("S3Key", name);
  }

  private HttpResponse send(String method, String path, ObjectNode input) {
    byte[] body = JsonDocument.text(input).getBytes(UTF_8);
    Headers headers =
        new Headers()
            .add("Host", "localhost")
            .add("Content-Type", "application/json")
            .add("Content-Length", Integer.toString(body.length))
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + String.join("/", account, DATE, region, "lambda", "aws4_request")
                    + ", SignedHeaders=host, Signature="
                    + "0".repeat(64))
            .add("X-Amz-Date", DATE + "T000000Z");
    return gateway
        .handle(
            new HttpRequest(
                method,
                path,
                null,
                headers,
                new RequestBody.Whole(body),
                ClientConnection.INTERNAL))
        .toCompletableFuture()
        .join();
  }
}
