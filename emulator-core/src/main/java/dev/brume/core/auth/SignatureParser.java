package dev.brume.core.auth;

import dev.brume.core.auth.Signature.Form;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;

/**
 * Parses the signature of a request: versions 4 and 4A in the Authorization header and in the query
 * string, and version 2. A malformed signature gets a fault, which is reported once the service and
 * its wording are known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a>
 */
public final class SignatureParser {
  /** The name of version 4. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** The name of version 4A, whose scope has no region. */
  public static final String ASYMMETRIC_ALGORITHM = "AWS4-ECDSA-P256-SHA256";

  private static final String LEGACY_PREFIX = "AWS ";

  private SignatureParser() {}

  /** The signature of {@code request}. */
  public static Signature parse(HttpRequest request) {
    String authorization = request.header("Authorization");
    String query = request.query();
    boolean presigned = isPresigned(query);
    if (authorization == null) {
      return presigned ? PresignedQuery.parse(query) : parseLegacyQuery(query);
    }
    if (presigned) {
      return Signature.faulty(Form.HEADER, new SignatureFault.Twice(authorization));
    }
    return authorization.startsWith(LEGACY_PREFIX)
        ? parseLegacyHeader(authorization, request)
        : AuthorizationHeader.parse(authorization, request);
  }

  private static boolean isPresigned(String query) {
    return query != null
        && query.contains("X-Amz-")
        && (QueryString.has(query, "X-Amz-Algorithm")
            || QueryString.has(query, "X-Amz-Credential")
            || QueryString.has(query, "X-Amz-Signature"));
  }

  private static Signature parseLegacyQuery(String query) {
    String key = QueryString.first(query, "AWSAccessKeyId");
    if (key == null) {
      return Signature.NONE;
    }
    // A request without its signature is as incomplete as one without its expiry.
    String expires =
        QueryString.has(query, "Signature") ? QueryString.first(query, "Expires") : null;
    return Signature.legacy(
        Form.LEGACY_PRESIGNED, key, QueryString.first(query, "x-amz-security-token"), expires);
  }

  private static Signature parseLegacyHeader(String authorization, HttpRequest request) {
    int colon = authorization.lastIndexOf(':');
    if (colon < 0) {
      String part = authorization.substring(LEGACY_PREFIX.length());
      return Signature.faulty(Form.LEGACY_HEADER, new SignatureFault.NotAPair(part, authorization));
    }
    String key = authorization.substring(LEGACY_PREFIX.length(), colon).strip();
    return Signature.legacy(Form.LEGACY_HEADER, key, request.header("x-amz-security-token"), null);
  }
}
