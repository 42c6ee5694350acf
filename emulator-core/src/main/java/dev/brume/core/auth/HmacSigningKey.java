package dev.brume.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The version 4 key, valid for one day, region and service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request: derive a signing key</a>
 */
final class HmacSigningKey implements SigningKey {
  private final SecretKeySpec key;

  private HmacSigningKey(SecretKeySpec key) {
    this.key = key;
  }

  static HmacSigningKey derive(String secret, CredentialScope scope) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        new String[] {scope.date(), scope.region(), scope.service(), scope.terminator()}) {
      key = Hashes.hmac(Hashes.key(key), Hashes.wireBytes(part));
    }
    return new HmacSigningKey(Hashes.key(key));
  }

  @Override
  public boolean made(String signature, String stringToSign) {
    byte[] right = Hashes.hmac(key, Hashes.wireBytes(stringToSign));
    return Hashes.isSame(signature, HexFormat.of().formatHex(right));
  }
}
