package dev.brume.sns;

import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs messages with an RSA key of the server's own, and shows the certificate by which
 * subscribers verify them. The key is made when it is first needed, which takes a while, and lasts
 * as long as the server runs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 *     the signatures of Amazon SNS messages</a>
 */
final class MessageSigner implements InternalEndpoint {
  private static final int KEY_BITS = 2_048;
  private static final String FILE = "/SimpleNotificationService-";
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final String path;
  private Identity identity;

  /** The key, its certificate, and the path at which that is shown. */
  private record Identity(KeyPair keys, String certificate, String path) {}

  /**
   * @param path what certificates are shown below
   */
  MessageSigner(String path) {
    this.path = path;
  }

  private synchronized Identity identity() {
    if (identity == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair keys = generator.generateKeyPair();
        String certificate = SigningCertificate.pem(keys, "sns.amazonaws.com");
        byte[] print =
            MessageDigest.getInstance("MD5")
                .digest(certificate.getBytes(StandardCharsets.US_ASCII));
        identity =
            new Identity(keys, certificate, path + FILE + HexFormat.of().formatHex(print) + ".pem");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has RSA", e);
      }
    }
    return identity;
  }

  /** The path of the certificate; may take a while. */
  String certificatePath() {
    return identity().path();
  }

  /**
   * The signature in base64; takes about a millisecond, at first a while.
   *
   * @param version {@code 1} for SHA1, {@code 2} for SHA256
   */
  String sign(String version, String text) {
    try {
      Signature signature =
          Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
      signature.initSign(identity().keys().getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has RSA", e);
    }
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Identity known = identity();
    if (!request.path().equals(known.path())) {
      return HttpResponse.empty(NOT_FOUND);
    }
    return HttpResponse.of(
        OK,
        new Headers().add("Content-Type", "application/x-pem-file"),
        known.certificate().getBytes(StandardCharsets.US_ASCII));
  }
}
