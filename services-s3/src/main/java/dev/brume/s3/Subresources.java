package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Operation;
import dev.brume.s3.api.S3Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The subresources of buckets and objects, named by query parameters without a value: {@code ?acl},
 * {@code ?versioning}. An unsupported method is refused, so that deleting an access control list
 * does not delete the bucket. Parameters unknown to S3 are ignored.
 *
 * <p>S3 also knows most bucket subresources after a key. AWS does not document that it then uses
 * the bucket's; here it is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class Subresources {
  /** Bucket subresources that S3 does not know after a key. */
  private static final Set<String> OF_BUCKETS_ALONE =
      Set.of(
          "abac",
          "analytics",
          "intelligent-tiering",
          "metadataConfiguration",
          "metadataTable",
          "metrics",
          "object-lock",
          "ownershipControls",
          "policyStatus",
          "publicAccessBlock",
          "session");

  /** Listed without a key, created with one. */
  private static final String UPLOADS = "uploads";

  private static final String UPLOAD = "uploadId";
  private static final String PART = "partNumber";

  /** In S3's order. */
  private static final List<String> METHODS = List.of("HEAD", "DELETE", "POST", "GET", "PUT");

  private static final Map<String, Set<String>> OF_BUCKETS = methods(false);
  private static final Map<String, Set<String>> OF_OBJECTS = methods(true);

  private Subresources() {}

  /** The supported methods by subresource. */
  private static Map<String, Set<String>> methods(boolean ofObjects) {
    Map<String, Set<String>> methods = new HashMap<>();
    for (Operation<?, ?> operation : S3Api.SERVICE.operationMap().values()) {
      String name = subresourceOf(operation);
      if (name != null && (hasKey(operation) == ofObjects || name.equals(UPLOADS))) {
        methods.computeIfAbsent(name, n -> new TreeSet<>()).add(operation.method());
      }
    }
    if (ofObjects) {
      methods.put(UPLOAD, Set.of("DELETE", "POST", "GET"));
      OF_BUCKETS.forEach(
          (name, known) -> {
            if (!OF_BUCKETS_ALONE.contains(name)) {
              methods.putIfAbsent(name, known);
            }
          });
    }
    return methods;
  }

  /**
   * Refuses a request for a subresource that was matched to an operation on its bucket or object,
   * or on another subresource.
   *
   * @throws dev.brume.core.error.AwsError MethodNotAllowed, InvalidArgument
   */
  static void check(RequestContext context) {
    String query = context.http().query();
    if (query == null || context.operation() == S3Api.LIST_BUCKETS) {
      return;
    }
    if (context.operation() == S3Api.PUT_OBJECT || context.operation() == S3Api.COPY_OBJECT) {
      checkIsNoPart(query);
    }
    String own = subresourceOf(context.operation());
    if (query.equals(own)) {
      return;
    }
    List<String> asked = asked(context, query);
    asked.remove(own);
    if (asked.isEmpty()) {
      return;
    }
    String name = asked.getFirst();
    if (own != null || asked.size() > 1) {
      throw S3Refusals.invalidArgument(
          "Conflicting values provided in requests", "ResourceType", name);
    }
    String method = context.http().method();
    if (name.equals("versions") && method.equals("GET")) {
      throw S3Refusals.invalidRequest(
          "There is no such thing as the ?versions sub-resource for a key");
    }
    Set<String> known = known(context).get(name);
    throw S3Refusals.methodNotAllowed(method, name.toUpperCase(Locale.ROOT))
        .withHeader("Allow", String.join(", ", METHODS.stream().filter(known::contains).toList()));
  }

  /**
   * A request with only an upload id or a part number means a part, which must not become the
   * object.
   */
  private static void checkIsNoPart(String query) {
    if (QueryString.has(query, PART)) {
      throw S3Refusals.invalidArgument(
          "This operation does not accept partNumber without uploadId", PART, PART);
    }
    if (QueryString.has(query, UPLOAD)) {
      throw S3Refusals.methodNotAllowed("PUT", "UPLOAD").withHeader("Allow", "DELETE, POST, GET");
    }
  }

  private static List<String> asked(RequestContext context, String query) {
    Map<String, Set<String>> known = known(context);
    boolean head = context.http().method().equals("HEAD");
    List<String> asked = new ArrayList<>(1);
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = QueryString.decode(equals < 0 ? parameter : parameter.substring(0, equals));
      if (known.containsKey(name) && (head || !name.equals(UPLOAD)) && !asked.contains(name)) {
        asked.add(name);
      }
    }
    return asked;
  }

  private static Map<String, Set<String>> known(RequestContext context) {
    return hasKey(context.operation()) ? OF_OBJECTS : OF_BUCKETS;
  }

  private static boolean hasKey(Operation<?, ?> operation) {
    return operation.uri().contains("{Key");
  }

  /** The operation's subresource; null for the whole bucket or object. */
  private static String subresourceOf(Operation<?, ?> operation) {
    String uri = operation.uri();
    int start = uri.indexOf('?') + 1;
    int end = uri.indexOf('&', start);
    String first = start == 0 ? "" : end < 0 ? uri.substring(start) : uri.substring(start, end);
    return first.isEmpty() || first.indexOf('=') >= 0 ? null : first;
  }
}
