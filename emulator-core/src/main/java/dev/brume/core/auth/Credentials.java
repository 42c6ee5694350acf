package dev.brume.core.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys that signatures are verified against: configured ones, or those that a service gives
 * out. Asked for every request, by many threads.
 */
@FunctionalInterface
public interface Credentials {
  /** The credential with that access key id, or null where there is none (any more). */
  Credential find(String accessKeyId);

  /**
   * Whether signatures of that form are verified where they are for a service of those rules. The
   * others are taken as they come.
   */
  default boolean verify(Signature.Form form, SignatureRules rules) {
    return true;
  }

  /** These, and after them those of {@code others}. */
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
   * Those of {@code credentials} and no others.
   *
   * @throws IllegalArgumentException where two have the same access key id
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
