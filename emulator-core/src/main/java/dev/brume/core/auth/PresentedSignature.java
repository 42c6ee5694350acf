package dev.brume.core.auth;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import java.util.List;

/**
 * What a client presents to be verified, of a signature that {@link SignatureParser} could read.
 *
 * @param signedHeaders the names in the order in which they were listed
 * @param signature as sent
 */
record PresentedSignature(
    String algorithm, CredentialScope scope, List<String> signedHeaders, String signature) {

  static PresentedSignature ofQuery(HttpRequest request) {
    String query = request.query();
    return of(
        QueryString.first(query, "X-Amz-Algorithm"),
        QueryString.first(query, "X-Amz-Credential"),
        QueryString.first(query, "X-Amz-SignedHeaders"),
        QueryString.first(query, "X-Amz-Signature"));
  }

  static PresentedSignature of(
      String algorithm, String credential, String signedHeaders, String signature) {
    boolean asymmetric = SignatureParser.ASYMMETRIC_ALGORITHM.equals(algorithm);
    return new PresentedSignature(
        algorithm,
        CredentialScope.parse(credential, !asymmetric),
        List.of(signedHeaders.split(";", -1)),
        signature);
  }

  boolean isAsymmetric() {
    return SignatureParser.ASYMMETRIC_ALGORITHM.equals(algorithm);
  }

  boolean signs(String header) {
    for (String name : signedHeaders) {
      if (name.equalsIgnoreCase(header)) {
        return true;
      }
    }
    return false;
  }
}
