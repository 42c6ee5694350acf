package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.IamErrors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Certificates and keys in PEM. */
final class PemCertificates {
  private static final String UNREADABLE =
      "Unable to parse certificate. Please ensure the certificate is in PEM format.";
  private static final String UNREADABLE_KEY =
      "Unable to parse key; PEM-encoded key must be unencrypted.";
  private static final String BEGIN = "-----BEGIN ";
  private static final String PKCS8 = "PRIVATE KEY";

  private PemCertificates() {}

  /**
   * Parses a certificate.
   *
   * @throws AwsError MalformedCertificate
   */
  static X509Certificate read(String pem) {
    try {
      if (!pem.contains(BEGIN + "CERTIFICATE-----")) {
        throw IamErrors.malformedCertificateException(UNREADABLE);
      }
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw IamErrors.malformedCertificateException(UNREADABLE);
    }
  }

  /**
   * Refuses a key that does not match the certificate. Of keys other than RSA's in PKCS #8 only the
   * frame is parsed.
   *
   * @throws AwsError MalformedCertificate, KeyPairMismatch
   */
  static void requireKey(X509Certificate certificate, String pem) {
    String label = label(pem);
    if (!label.equals(PKCS8) && !label.endsWith(" " + PKCS8) || label.startsWith("ENCRYPTED")) {
      throw IamErrors.malformedCertificateException(UNREADABLE_KEY);
    }
    byte[] bytes = body(pem, label);
    if (!label.equals(PKCS8) || !(certificate.getPublicKey() instanceof RSAPublicKey of)) {
      return;
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
      if (!((RSAPrivateKey) key).getModulus().equals(of.getModulus())) {
        throw IamErrors.keyPairMismatchException(
            "The private key does not match the public key of the certificate.");
      }
    } catch (GeneralSecurityException e) {
      throw IamErrors.malformedCertificateException(UNREADABLE_KEY);
    }
  }

  /**
   * Refuses anything but a private key.
   *
   * @throws AwsError MalformedCertificate
   */
  static void requirePrivateKey(String pem) {
    String label = label(pem);
    if (!label.endsWith(PKCS8) || label.startsWith("ENCRYPTED")) {
      throw IamErrors.malformedCertificateException(UNREADABLE_KEY);
    }
    body(pem, label);
  }

  private static String label(String pem) {
    int start = pem.indexOf(BEGIN);
    int end = start < 0 ? -1 : pem.indexOf("-----", start + BEGIN.length());
    if (end < 0) {
      throw IamErrors.malformedCertificateException(UNREADABLE_KEY);
    }
    return pem.substring(start + BEGIN.length(), end);
  }

  private static byte[] body(String pem, String label) {
    String begin = BEGIN + label + "-----";
    int from = pem.indexOf(begin) + begin.length();
    int to = pem.indexOf("-----END", from);
    try {
      return Base64.getMimeDecoder().decode(pem.substring(from, Math.max(from, to)));
    } catch (IllegalArgumentException e) {
      throw IamErrors.malformedCertificateException(UNREADABLE_KEY);
    }
  }
}
