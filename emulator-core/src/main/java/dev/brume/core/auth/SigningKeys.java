package dev.brume.core.auth;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches derived signing keys. Version 4 keys are for one day, region and service: only those that
 * have verified a signature are kept, so that forged requests cost no memory. A credential has one
 * version 4A key.
 */
final class SigningKeys {
  /** The most keys of each version; beyond it, all are removed. */
  static final int MAX_KEPT = 1_000;

  private final ConcurrentHashMap<Name, SigningKey> kept = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Credential, SigningKey> asymmetric = new ConcurrentHashMap<>();

  /** The secret is part of the key, so that a changed secret does not match the old entry. */
  private record Name(String secret, String date, String region, String service) {}

  /** The cached key, or null. */
  SigningKey find(Credential credential, CredentialScope scope) {
    return scope.isAsymmetric() ? asymmetric.get(credential) : kept.get(nameOf(credential, scope));
  }

  /** Derives a key; an expensive version 4A key is cached at once. */
  SigningKey derive(Credential credential, CredentialScope scope) {
    if (!scope.isAsymmetric()) {
      return HmacSigningKey.derive(credential.secretAccessKey(), scope);
    }
    SigningKey key = EcdsaSigningKey.derive(credential);
    keep(asymmetric, credential, key);
    return key;
  }

  /** Caches a key that has verified a signature: it will be needed again. */
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
