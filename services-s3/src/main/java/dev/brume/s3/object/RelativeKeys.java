package dev.brume.s3.object;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keys that climb out of their bucket, which no request may name: "Objects with key names that
 * contain relative path elements (for example, ../) are valid if, when parsed left-to-right, the
 * cumulative count of relative path segments never exceeds the number of non-relative path elements
 * encountered." S3's front end answers them with a bare 400.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-guidelines">Object
 *     key naming guidelines</a>
 */
final class RelativeKeys {
  private static final int BAD_REQUEST = 400;

  private RelativeKeys() {}

  /** Whether the path {@code /bucket/key} has such a key. */
  static boolean isIn(String path) {
    int key = path.indexOf('/', 1) + 1;
    return key > 0 && mayClimb(path) && climbs(decoded(path.substring(key)));
  }

  private static boolean mayClimb(String path) {
    return path.contains("..") || path.contains("%2e") || path.contains("%2E");
  }

  /** Where it can't be decoded, that is refused elsewhere. */
  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static boolean climbs(String key) {
    int depth = 0;
    for (String segment : key.split("/", -1)) {
      if (segment.equals("..")) {
        depth--;
      } else if (!segment.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  /** Answers without a document, as S3's front end does. */
  static CompletionStage<HttpResponse> refuse(RequestContext context, OperationRunner operations) {
    return CompletableFuture.completedFuture(
        HttpResponse.of(BAD_REQUEST, new Headers(), new byte[0]));
  }

  /**
   * The same for keys that stand elsewhere than in a path, as in a form. What S3 says of them is
   * not documented.
   *
   * @throws AwsError InvalidURI
   */
  static void check(String key) {
    if (key.contains("..") && climbs(key)) {
      throw AwsError.client("InvalidURI", BAD_REQUEST, "Couldn't parse the specified URI.");
    }
  }
}
