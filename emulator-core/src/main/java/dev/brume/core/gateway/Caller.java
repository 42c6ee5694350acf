package dev.brume.core.gateway;

/**
 * Who signed a request.
 *
 * @param accessKeyId the access key id as sent, or null for an unsigned request
 * @param account the 12-digit account that the key belongs to
 * @param sessionToken the session token as sent, or null
 */
public record Caller(String accessKeyId, String account, String sessionToken) {
  /** Whether the request carried no signature. */
  public boolean isAnonymous() {
    return accessKeyId == null;
  }
}
