package dev.brume.core.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys that signatures are verified against: configured or issued ones. Called for every
 * request, by many threads.
 */
@FunctionalInterface
public interface Credentials {
  /** The credential with that access key id, or null if there is none (any more). */
  Credential find(String accessKeyId);

  /**
   * Whether signatures of that form are verified for services with those rules. Other signatures
   * are accepted unverified.
   */
  default boolean verify(Signature.Form form, SignatureRules rules) {
    return true;
  }

  /** These credentials, then those of {@code others}. */
  default Credentials or(Credentials others) {
    Credentials first = this;
    return new Credentials() {
      @Override
      public Credential find(String accessKeyId) {
        Credential known = first.find(accessKeyId);
        return known != null ? known : others.find(accessKeyId);
      }

      @Override
      public boolean verify(Signature.Form form, SignatureRules rules) {
        return first.verify(form, rules);
      }
    };
  }

  /**
   * Exactly the given credentials.
   *
   * @throws IllegalArgumentException if two have the same access key id
   */
  static Credentials of(Collection<Credential> credentials) {
    Map<String, Credential> byKey = new HashMap<>();
    for (Credential credential : credentials) {
      if (byKey.put(credential.accessKeyId(), credential) != null) {
        throw new IllegalArgumentException(credential.accessKeyId() + " is named twice");
      }
    }
    return byKey::get;
  }
}
