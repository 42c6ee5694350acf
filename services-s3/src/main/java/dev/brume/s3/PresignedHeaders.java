package dev.brume.s3;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Headers in a presigned request's query string: parameters signed as headers are treated as
 * headers. They are undocumented; metadata and write conditions are known to be among them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html">Signing
 *     and authenticating REST requests</a>
 */
final class PresignedHeaders {
  private static final String METADATA = "x-amz-meta-";

  /**
   * What SDKs put into the query and S3 heeds there. It does not heed {@code x-amz-tagging}; of
   * others it is not known.
   *
   * @see <a href="https://github.com/aws/aws-sdk-js-v3/issues/5414">ACLs in presigned URLs</a>
   * @see <a href="https://github.com/smithy-lang/smithy-typescript/pull/1421">Encryption in
   *     presigned URLs</a>
   * @see <a href="https://github.com/aws/aws-sdk-go-v2/pull/1017">Tags in presigned URLs</a>
   */
  private static final Set<String> HEEDED =
      Set.of(
          "if-match",
          "if-none-match",
          "x-amz-acl",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id");

  private PresignedHeaders() {}

  /** Whether the request is presigned. */
  static boolean areIn(HttpRequest request) {
    String query = request.query();
    return query != null
        && (QueryString.has(query, "X-Amz-Signature") || QueryString.has(query, "AWSAccessKeyId"));
  }

  /** Adds them to the headers of a presigned request, unless they are present. */
  static void add(HttpRequest request) {
    Headers headers = request.headers();
    for (Map.Entry<String, String> parameter : QueryString.decoded(request.query()).entrySet()) {
      String name = parameter.getKey().toLowerCase(Locale.ROOT);
      boolean counts = name.startsWith(METADATA) || HEEDED.contains(name);
      if (counts && parameter.getValue() != null && !headers.contains(parameter.getKey())) {
        headers.add(parameter.getKey(), parameter.getValue());
      }
    }
  }
}
