package dev.brume.core.auth;

/**
 * The credential of a version 4 signature: {@code key/date/region/service/aws4_request}; in version
 * 4A without the region.
 *
 * @param region null in version 4A
 * @param text the part after the key, as in the string to sign
 */
record CredentialScope(
    String accessKeyId,
    String date,
    String region,
    String service,
    String terminator,
    String text) {
  private static final String TERMINATOR = "aws4_request";

  /** Parses {@code credential}; null if it has the wrong number of parts. */
  static CredentialScope parse(String credential, boolean hasRegion) {
    String[] parts = new String[hasRegion ? 5 : 4];
    int start = 0;
    for (int i = 0; i < parts.length; i++) {
      int slash = credential.indexOf('/', start);
      boolean last = i == parts.length - 1;
      int end = last ? credential.length() : slash;
      if (end <= start || last && slash >= 0) {
        return null;
      }
      parts[i] = credential.substring(start, end);
      start = end + 1;
    }
    int next = hasRegion ? 3 : 2;
    return new CredentialScope(
        parts[0],
        parts[1],
        hasRegion ? parts[2] : null,
        parts[next],
        parts[next + 1],
        credential.substring(parts[0].length() + 1));
  }

  /** Whether it is a version 4A scope, which has no region. */
  boolean isAsymmetric() {
    return region == null;
  }

  boolean isTerminated() {
    return TERMINATOR.equals(terminator);
  }
}
