package dev.brume.core.gateway;

import dev.brume.core.auth.RegionSet;

/**
 * Who signed a request.
 *
 * @param accessKeyId the access key id as sent, or null for an unsigned request
 * @param account the 12-digit account that the key belongs to
 * @param sessionToken the session token as sent, or null
 * @param regions the regions that a signature of version 4A is for; null for every other version
 */
public record Caller(String accessKeyId, String account, String sessionToken, RegionSet regions) {

  /** A caller whose signature is for one region. */
  public Caller(String accessKeyId, String account, String sessionToken) {
    this(accessKeyId, account, sessionToken, null);
  }

  /** Whether the request carried no signature. */
  public boolean isAnonymous() {
    return accessKeyId == null;
  }
}
