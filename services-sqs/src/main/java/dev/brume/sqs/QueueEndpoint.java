package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.QueryString;
import dev.brume.core.http.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Answers requests to a queue's URL that are for none of its operations. The responses are
 * undocumented; they are those recorded on AWS.
 */
final class QueueEndpoint {
  private static final String ACTION = "Action";

  /** Actions without a queue. */
  private static final Set<String> OF_NO_QUEUE =
      Set.of(
          "CreateQueue",
          "ListQueues",
          "StartMessageMoveTask",
          "ListMessageMoveTasks",
          "CancelMessageMoveTask");

  private static final byte[] UNKNOWN_OPERATION =
      "<UnknownOperationException/>\n".getBytes(StandardCharsets.UTF_8);

  private QueueEndpoint() {}

  /** The handler of the request, or null if it is for an operation. */
  static UnmodelledHandler handlerOf(HttpRequest request) {
    if (request.path().length() <= 1 || request.header("X-Amz-Target") != null) {
      return null;
    }
    String host = request.header("Host") == null ? "localhost" : request.header("Host");
    if (QueueUrls.parse(host, request.path()).isEmpty()) {
      return null;
    }
    String action = action(request);
    if (action == null && request.method().equals("GET")) {
      return (context, operations) -> CompletableFuture.completedFuture(unknownOperation());
    }
    if (action != null && OF_NO_QUEUE.contains(action)) {
      return (context, operations) -> {
        throw AwsError.client(
            "InvalidAction", 400, "The action " + action + " is not valid for this endpoint.");
      };
    }
    return null;
  }

  private static String action(HttpRequest request) {
    String inQuery = QueryString.first(request.query(), ACTION);
    if (inQuery != null || !(request.body() instanceof RequestBody.Whole whole)) {
      return inQuery;
    }
    return QueryString.first(new String(whole.bytes(), StandardCharsets.UTF_8), ACTION);
  }

  /** XML, whatever the client accepts. */
  private static HttpResponse unknownOperation() {
    return HttpResponse.of(404, new Headers().add("Content-Type", "text/xml"), UNKNOWN_OPERATION);
  }
}
