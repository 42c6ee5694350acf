package dev.brume.core.auth;

import java.time.Instant;

/**
 * A key that requests can be signed with.
 *
 * @param accessKeyId the access key id, without slashes
 * @param secretAccessKey the secret
 * @param account its 12-digit account
 * @param sessionToken the token to send with it, or null for a long-term key
 * @param expiration when it expires, or null for never
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">STS:
 *     Credentials</a>
 */
public record Credential(
    String accessKeyId,
    String secretAccessKey,
    String account,
    String sessionToken,
    Instant expiration) {

  /**
   * A long-term key.
   *
   * @throws IllegalArgumentException if a part is invalid
   */
  public static Credential of(String accessKeyId, String secretAccessKey, String account) {
    return new Credential(accessKeyId, secretAccessKey, account, null, null);
  }

  public Credential {
    if (accessKeyId.isEmpty() || accessKeyId.indexOf('/') >= 0) {
      throw new IllegalArgumentException("An access key id is not empty and has no slash");
    }
    if (secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("The secret of " + accessKeyId + " is empty");
    }
    if (!Accounts.isAccount(account)) {
      throw new IllegalArgumentException("The account of " + accessKeyId + " is not 12 digits");
    }
  }

  /** Shows the key id and hides the secrets. */
  @Override
  public String toString() {
    return "Credential[" + accessKeyId + ", account " + account + "]";
  }
}
