package dev.brume.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the keys that sign for one day, region and service, and keeps those that have proved
 * right: what a stranger asks for costs no memory.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request: derive a signing key</a>
 */
final class SigningKeys {
  /** How many are kept; beyond it, all are forgotten. */
  static final int MAX_KEPT = 1_000;

  private final ConcurrentHashMap<Name, SecretKeySpec> kept = new ConcurrentHashMap<>();

  /** The secret is part of the name, so that a changed one is never mistaken for the old. */
  private record Name(String secret, String date, String region, String service) {}

  SecretKeySpec find(Credential credential, CredentialScope scope) {
    SecretKeySpec known = kept.get(nameOf(credential, scope));
    return known != null ? known : derive(credential.secretAccessKey(), scope);
  }

  /** The key has made a right signature: it will be asked for again. */
  void keep(Credential credential, CredentialScope scope, SecretKeySpec key) {
    Name name = nameOf(credential, scope);
    if (kept.containsKey(name)) {
      return;
    }
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    kept.put(name, key);
  }

  int size() {
    return kept.size();
  }

  private static Name nameOf(Credential credential, CredentialScope scope) {
    return new Name(credential.secretAccessKey(), scope.date(), scope.region(), scope.service());
  }

  private static SecretKeySpec derive(String secret, CredentialScope scope) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        new String[] {scope.date(), scope.region(), scope.service(), scope.terminator()}) {
      key = Hashes.hmac(key, Hashes.wireBytes(part));
    }
    return Hashes.key(key);
  }
}
