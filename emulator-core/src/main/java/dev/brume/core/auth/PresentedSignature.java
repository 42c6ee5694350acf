package dev.brume.core.auth;

/**
 * The signature and the facts about it that a client sends for verification.
 *
 * @param signedHeaders the names as listed, separated by semicolons
 * @param signature as sent
 */
record PresentedSignature(
    String algorithm, CredentialScope scope, String signedHeaders, String signature) {

  boolean signs(String header) {
    int length = header.length();
    int start = 0;
    while (start <= signedHeaders.length()) {
      int semicolon = signedHeaders.indexOf(';', start);
      int end = semicolon < 0 ? signedHeaders.length() : semicolon;
      if (end - start == length && signedHeaders.regionMatches(true, start, header, 0, length)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}
