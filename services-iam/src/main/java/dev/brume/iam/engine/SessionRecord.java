package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;

/**
 * Temporary credentials, and whose they are.
 *
 * @param keyId the access key id
 * @param token the session token
 * @param kind what the session is of
 * @param arn of the session: {@code arn:aws:sts::...:assumed-role/role/name}, or of the user
 * @param userId the unique id of the session: {@code AROA...:name}
 * @param source the name of the role or of the user that the session acts for; null for the root
 * @param name the session's name, or that of the federated user; null where it has none
 * @param policies documents of the session policies
 * @param restricted whether nothing is allowed that no session policy allows
 * @param tags of the session
 * @param transitiveTags keys of tags that further sessions inherit
 * @param sourceIdentity who stands behind it, or null
 * @param provider the identity provider that vouched for it, or null
 * @param createdMillis when it was made
 * @param expiresMillis when it ends
 * @param mfaMillis when its user showed an MFA code; null where he did not
 */
public record SessionRecord(
    String keyId,
    String secret,
    String token,
    Kind kind,
    String arn,
    String userId,
    String source,
    String name,
    List<String> policies,
    boolean restricted,
    Map<String, String> tags,
    List<String> transitiveTags,
    String sourceIdentity,
    String provider,
    long createdMillis,
    long expiresMillis,
    Long mfaMillis) {

  /** What a session is of. */
  public enum Kind {
    /** A role that was assumed. */
    ROLE,
    /** A user, or the root user, by GetSessionToken. */
    SELF,
    /** Somebody for whom a user vouches, by GetFederationToken. */
    FEDERATED
  }
}
