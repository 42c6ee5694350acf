package dev.brume.s3;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Operation;
import dev.brume.s3.api.S3Api;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What stands after the question mark without a value names a part of a bucket or an object: {@code
 * ?acl}, {@code ?versioning}. A method that there is not for it is refused, so that nobody deletes
 * a bucket who meant to delete its access control list. Parameters that mean nothing to S3 are
 * ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class Subresources {
  private static final Set<String> NAMES = new HashSet<>();

  static {
    for (Operation<?, ?> operation : S3Api.SERVICE.operationMap().values()) {
      String uri = operation.uri();
      for (String parameter : uri.substring(uri.indexOf('?') + 1).split("&")) {
        if (uri.indexOf('?') > 0 && parameter.indexOf('=') < 0) {
          NAMES.add(parameter);
        }
      }
    }
  }

  private Subresources() {}

  /**
   * Refuses what asks for a subresource, but was taken for an operation on what it belongs to, or
   * on another of its subresources.
   *
   * @throws dev.brume.core.error.AwsError MethodNotAllowed, InvalidArgument
   */
  static void check(RequestContext context) {
    String query = context.http().query();
    String method = context.http().method();
    if (query == null || method.equals("HEAD")) {
      return;
    }
    String own = subresourceOf(context.operation());
    if (own != null && query.equals(own)) {
      return;
    }
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = QueryString.decode(equals < 0 ? parameter : parameter.substring(0, equals));
      if (!name.equals(own) && NAMES.contains(name)) {
        throw own == null
            ? S3Refusals.methodNotAllowed(method, name.toUpperCase(Locale.ROOT))
            : S3Refusals.invalidArgument(
                "Conflicting values provided in requests", "ResourceType", name);
      }
    }
  }

  /** What the operation is for; null where that is the whole bucket or object. */
  private static String subresourceOf(Operation<?, ?> operation) {
    String uri = operation.uri();
    int start = uri.indexOf('?') + 1;
    int end = uri.indexOf('&', start);
    String first = start == 0 ? "" : end < 0 ? uri.substring(start) : uri.substring(start, end);
    return first.isEmpty() || first.indexOf('=') >= 0 ? null : first;
  }
}
