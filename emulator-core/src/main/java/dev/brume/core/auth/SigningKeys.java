package dev.brume.core.auth;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches derived signing keys. Those of version 4 sign for one day, region and service: of them
 * only such are kept as have proved right, so that what a stranger asks for costs no memory. Of
 * version 4A each credential has one.
 */
final class SigningKeys {
  /** How many of each version are kept; beyond it, all are forgotten. */
  static final int MAX_KEPT = 1_000;

  private final ConcurrentHashMap<Name, SigningKey> kept = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Credential, SigningKey> asymmetric = new ConcurrentHashMap<>();

  /** The secret is part of the name, so that a changed one is never mistaken for the old. */
  private record Name(String secret, String date, String region, String service) {}

  /** The key that has been kept, or null. */
  SigningKey find(Credential credential, CredentialScope scope) {
    return scope.isAsymmetric() ? asymmetric.get(credential) : kept.get(nameOf(credential, scope));
  }

  /** A new key; that of version 4A, which is dear, is kept at once. */
  SigningKey derive(Credential credential, CredentialScope scope) {
    if (!scope.isAsymmetric()) {
      return HmacSigningKey.derive(credential.secretAccessKey(), scope);
    }
    SigningKey key = EcdsaSigningKey.derive(credential);
    keep(asymmetric, credential, key);
    return key;
  }

  /** The key has made a right signature: it will be asked for again. */
  void keep(Credential credential, CredentialScope scope, SigningKey key) {
    if (!scope.isAsymmetric()) {
      keep(kept, nameOf(credential, scope), key);
    }
  }

  private static <N> void keep(ConcurrentHashMap<N, SigningKey> keys, N name, SigningKey key) {
    if (keys.size() >= MAX_KEPT) {
      keys.clear();
    }
    keys.put(name, key);
  }

  int size() {
    return kept.size() + asymmetric.size();
  }

  private static Name nameOf(Credential credential, CredentialScope scope) {
    return new Name(credential.secretAccessKey(), scope.date(), scope.region(), scope.service());
  }
}
