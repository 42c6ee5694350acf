package dev.brume.core.access;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.SignatureFault;

/**
 * Knows the access keys that were given out, who has them, and his policies. IAM and STS have one;
 * where they say nothing, every key is the root user's of the account that it names.
 */
public interface CallerDirectory {
  /** Knows no key. */
  CallerDirectory EMPTY = new CallerDirectory() {};

  /**
   * The account that an access key belongs to; null where the key was not given out here. Asked for
   * every request, outside of the store's sections: it must be quick.
   */
  default String accountOf(String accessKeyId) {
    return null;
  }

  /**
   * The key with its secret, as signatures are verified against it; null where the key was not
   * given out here, is not active any more, or has expired.
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
   * @return null where the key was not given out here
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
   * @param service as credentials name it, such as {@code s3}
   */
  default void used(String accessKeyId, String service, String region) {}

  /**
   * A session of a role that a service assumes for somebody who has named the role to it. Called in
   * a section of the store.
   *
   * @param service such as {@code s3.amazonaws.com}; it must be trusted by the role
   * @param sessionName as the session's ARN ends
   * @return null where roles are not known here
   */
  default CallerIdentity assume(String roleArn, String service, String sessionName) {
    return null;
  }
}
