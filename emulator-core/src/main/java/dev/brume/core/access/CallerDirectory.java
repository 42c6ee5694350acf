package dev.brume.core.access;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.SignatureFault;

/**
 * Knows the issued access keys, their owners, and the owners' policies. IAM and STS provide one;
 * every other key belongs to the root user of the account that it names.
 */
public interface CallerDirectory {
  /** Knows no key. */
  CallerDirectory EMPTY = new CallerDirectory() {};

  /**
   * The account of an access key; null if the key was not issued here. Called for every request,
   * outside of the store's sections: it must be fast.
   */
  default String accountOf(String accessKeyId) {
    return null;
  }

  /**
   * The key with its secret, for verification of signatures; null if the key was not issued here,
   * is inactive, or has expired.
   */
  default Credential credential(String accessKeyId) {
    return null;
  }

  /**
   * Why credentials that name a key are refused before their signature counts: the key was given
   * out here and is inactive or gone, the session token is another, or the session is over. Asked
   * for every request of a server that enforces policies, outside of the store's sections.
   *
   * @param sessionToken as sent, or null
   * @return null where nothing is known against the key, as of one that was not given out here
   */
  default SignatureFault fault(String accessKeyId, String sessionToken) {
    return null;
  }

  /**
   * Who has an access key, with his policies as they are now. Called in a section of the store.
   *
   * @param sessionToken as sent, or null
   * @return null if the key was not issued here
   */
  default CallerIdentity identify(String accessKeyId, String sessionToken) {
    return null;
  }

  /**
   * Whether policies may name a user or a role: AWS refuses those that are not there. False only
   * where users and roles of its account are known, and it is none of them. Called in a section of
   * the store.
   */
  default boolean isPrincipal(String arn) {
    return true;
  }

  /**
   * A request signed with an access key is about to be done. Called in a section of the store, for
   * every such request: it must be quick.
   *
   * @param service as in the credential scope, such as {@code s3}
   */
  default void used(String accessKeyId, String service, String region) {}

  /**
   * A session of a role that a service assumes on behalf of the resource that names the role.
   * Called in a section of the store.
   *
   * @param service such as {@code s3.amazonaws.com}. A role that does not trust it, or does not
   *     exist, has no permissions
   * @param sessionName the last part of the session's ARN
   * @return null if nothing is known of the roles of that account
   */
  default CallerIdentity assume(String roleArn, String service, String sessionName) {
    return null;
  }
}
