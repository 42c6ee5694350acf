package dev.brume.core.auth;

import dev.brume.core.auth.Signature.Form;
import dev.brume.core.http.HttpRequest;

/** Reads {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
final class AuthorizationHeader {
  private final String text;
  private String credential;
  private String signature;
  private String signedHeaders;
  private String notAPair;

  private AuthorizationHeader(String text) {
    this.text = text;
  }

  static Signature parse(String authorization, HttpRequest request) {
    AuthorizationHeader header = new AuthorizationHeader(authorization);
    int space = authorization.indexOf(' ');
    String algorithm = space < 0 ? authorization : authorization.substring(0, space);
    header.readParts(space < 0 ? authorization.length() : space + 1);
    String date = request.header("X-Amz-Date");
    if (date == null) {
      date = request.header("Date");
    }
    CredentialScope scope = null;
    boolean asymmetric = SignatureParser.ASYMMETRIC_ALGORITHM.equals(algorithm);
    if (header.credential != null) {
      scope = CredentialScope.parse(header.credential, !asymmetric);
    }
    SignatureFault fault = header.fault(algorithm, scope, date != null);
    if (fault != null) {
      return Signature.faulty(Form.HEADER, fault);
    }
    return Signature.of(
        Form.HEADER,
        new PresentedSignature(algorithm, scope, header.signedHeaders, header.signature),
        asymmetric ? request.header("X-Amz-Region-Set") : null,
        request.header("X-Amz-Security-Token"),
        date,
        null);
  }

  /** Parses the pairs after the algorithm; spaces and commas separate them. */
  private void readParts(int from) {
    int length = text.length();
    int at = from;
    while (at < length && notAPair == null) {
      while (at < length && isSeparator(text.charAt(at))) {
        at++;
      }
      int end = at;
      while (end < length && !isSeparator(text.charAt(end))) {
        end++;
      }
      if (end > at) {
        readPair(at, end);
      }
      at = end;
    }
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == ',' || c == '\t';
  }

  /** AWS ignores unknown pairs. */
  private void readPair(int start, int end) {
    int equal = text.indexOf('=', start);
    if (equal < 0 || equal >= end) {
      notAPair = text.substring(start, end);
    } else if (isName("Credential", start, equal)) {
      credential = text.substring(equal + 1, end);
    } else if (isName("Signature", start, equal)) {
      signature = text.substring(equal + 1, end);
    } else if (isName("SignedHeaders", start, equal)) {
      signedHeaders = text.substring(equal + 1, end);
    }
  }

  private boolean isName(String name, int start, int end) {
    return end - start == name.length() && text.startsWith(name, start);
  }

  /** The first fault in AWS's order, or null. The date is not checked: nothing is verified. */
  private SignatureFault fault(String algorithm, CredentialScope scope, boolean hasDate) {
    if (notAPair != null) {
      return new SignatureFault.NotAPair(notAPair, text);
    }
    if (credential == null || signature == null || signedHeaders == null) {
      return new SignatureFault.Incomplete(
          credential != null, signature != null, signedHeaders != null, hasDate, text);
    }
    if (!algorithm.equals(SignatureParser.ALGORITHM)
        && !algorithm.equals(SignatureParser.ASYMMETRIC_ALGORITHM)) {
      return new SignatureFault.UnknownAlgorithm(algorithm, false);
    }
    if (scope == null) {
      return new SignatureFault.MalformedCredential(credential, false);
    }
    return scope.isTerminated()
        ? null
        : new SignatureFault.WrongTerminator(scope.terminator(), false);
  }
}
