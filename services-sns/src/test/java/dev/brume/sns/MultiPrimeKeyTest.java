package dev.brume.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.id.SeededIds;
import dev.brume.core.schema.Blob;
import dev.brume.sns.MultiPrimeKey.Scheme;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signatures as the JDK's own RSA verifies them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8.2">RFC 8017, RSASSA-PKCS1-v1_5</a>
 */
class MultiPrimeKeyTest {
  private static boolean verifies(PublicKey key, Scheme scheme, byte[] text, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier =
        Signature.getInstance(scheme == Scheme.SHA1 ? "SHA1withRSA" : "SHA256withRSA");
    verifier.initVerify(key);
    verifier.update(text);
    return verifier.verify(signature);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void everyKeySigns(long seed) throws GeneralSecurityException {
    MultiPrimeKey key = MultiPrimeKey.make(new SeededIds(seed));
    RSAPublicKey publicKey = (RSAPublicKey) key.publicKey();
    assertThat(publicKey.getModulus().bitLength()).isEqualTo(2_048);
    for (int text = 0; text < 50; text++) {
      byte[] bytes = ("text " + text).getBytes(StandardCharsets.UTF_8);
      for (Scheme scheme : Scheme.values()) {
        byte[] signature = key.sign(scheme, bytes);
        assertThat(verifies(publicKey, scheme, bytes, signature)).isTrue();
        bytes[0]++;
        assertThat(verifies(publicKey, scheme, bytes, signature)).isFalse();
        bytes[0]--;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void aStoredKeySignsAlike(Scheme scheme) {
    MultiPrimeKey key = MultiPrimeKey.make(new SeededIds(7));
    MultiPrimeKey again = MultiPrimeKey.of(key.primes());
    byte[] text = {1, 2, 3};
    assertThat(again.sign(scheme, text)).isEqualTo(key.sign(scheme, text));
  }

  @Test
  void otherBytesAreNoKey() {
    assertThat(MultiPrimeKey.of(Blob.of(new byte[0]))).isNull();
    assertThat(MultiPrimeKey.of(Blob.of(new byte[1_218]))).isNull();
    assertThat(MultiPrimeKey.of(Blob.of(new byte[36 * 8]))).isNull();
  }

  @Test
  void theCertificateIsSignedByTheKey() throws GeneralSecurityException {
    MultiPrimeKey key = MultiPrimeKey.make(new SeededIds(7));
    byte[] pem = SigningCertificate.pem(key, "sns.amazonaws.com").getBytes(StandardCharsets.UTF_8);
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    certificate.verify(key.publicKey());
    certificate.checkValidity();
    assertThat(certificate.getPublicKey()).isEqualTo(key.publicKey());
  }
}
