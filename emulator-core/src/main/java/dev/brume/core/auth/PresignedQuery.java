package dev.brume.core.auth;

import dev.brume.core.auth.Signature.Form;
import dev.brume.core.http.QueryString;

/** Reads {@code X-Amz-Algorithm=…&X-Amz-Credential=…&…} from a query string. */
final class PresignedQuery {
  private PresignedQuery() {}

  static Signature parse(String query) {
    String algorithm = QueryString.first(query, "X-Amz-Algorithm");
    String credential = QueryString.first(query, "X-Amz-Credential");
    String date = QueryString.first(query, "X-Amz-Date");
    String expires = QueryString.first(query, "X-Amz-Expires");
    String signature = QueryString.first(query, "X-Amz-Signature");
    String signedHeaders = QueryString.first(query, "X-Amz-SignedHeaders");
    if (algorithm == null
        || credential == null
        || date == null
        || signature == null
        || signedHeaders == null) {
      return faulty(
          new SignatureFault.IncompleteQuery(
              algorithm != null,
              credential != null,
              signature != null,
              signedHeaders != null,
              date != null,
              expires != null));
    }
    boolean asymmetric = SignatureParser.ASYMMETRIC_ALGORITHM.equals(algorithm);
    if (!asymmetric && !SignatureParser.ALGORITHM.equals(algorithm)) {
      return faulty(new SignatureFault.UnknownAlgorithm(algorithm, true));
    }
    CredentialScope scope = CredentialScope.parse(credential, !asymmetric);
    if (scope == null) {
      return faulty(new SignatureFault.MalformedCredential(credential, true));
    }
    if (!scope.isTerminated()) {
      return faulty(new SignatureFault.WrongTerminator(scope.terminator(), true));
    }
    return Signature.of(
        Form.PRESIGNED,
        new PresentedSignature(algorithm, scope, signedHeaders, signature),
        QueryString.first(query, "X-Amz-Region-Set"),
        QueryString.first(query, "X-Amz-Security-Token"),
        date,
        expires);
  }

  private static Signature faulty(SignatureFault fault) {
    return Signature.faulty(Form.PRESIGNED, fault);
  }
}
