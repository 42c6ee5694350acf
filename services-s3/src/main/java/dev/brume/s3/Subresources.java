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
   * Refuses what asks for a subresource, but was taken for an operation on what it belongs to.
   *
   * @throws dev.brume.core.error.AwsError MethodNotAllowed
   */
  static void check(RequestContext context) {
    String query = context.http().query();
    if (query == null || context.operation().uri().indexOf('?') > 0 && !isPlain(context)) {
      return;
    }
    String method = context.http().method();
    for (String parameter : method.equals("HEAD") ? new String[0] : query.split("&")) {
      int equals = parameter.indexOf('=');
      String name = QueryString.decode(equals < 0 ? parameter : parameter.substring(0, equals));
      if (NAMES.contains(name)) {
        throw S3Refusals.methodNotAllowed(method, name.toUpperCase(Locale.ROOT));
      }
    }
  }

  /**
   * Whether the operation's own parameters only say which it is: {@code x-id}, {@code list-type}.
   */
  private static boolean isPlain(RequestContext context) {
    String uri = context.operation().uri();
    int equals = uri.indexOf('=');
    int and = uri.indexOf('&');
    return equals > 0 && (and < 0 || equals < and);
  }
}
