package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;

/**
 * Temporary credentials and their owner.
 *
 * @param keyId the access key id
 * @param token the session token
 * @param kind the kind of session
 * @param arn of the session: {@code arn:aws:sts::...:assumed-role/role/name}, or of the user
 * @param userId the unique id of the session: {@code AROA...:name}
 * @param source the name of the role or of the user that the session acts for; null for the root
 *     user
 * @param name the session's name, or that of the federated user; null if it has none
 * @param policies documents of the session policies
 * @param restricted whether session policies restrict the permissions
 * @param tags of the session
 * @param transitiveTags keys of tags that chained sessions inherit
 * @param sourceIdentity the source identity, or null
 * @param provider the identity provider, or null
 * @param createdMillis when it was created
 * @param expiresMillis when it expires
 * @param mfaMillis when MFA was used; null if it was not
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

  /** The kind of a session. */
  public enum Kind {
    /** An assumed role. */
    ROLE,
    /** A user, or the root user, by GetSessionToken. */
    SELF,
    /** A federated user, by GetFederationToken. */
    FEDERATED
  }
}
