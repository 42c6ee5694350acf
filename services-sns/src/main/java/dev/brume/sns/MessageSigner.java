package dev.brume.sns;

import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Blob;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import dev.brume.sns.engine.TopicSigningKey;
import dev.brume.sns.engine.TopicSigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Signs messages with an RSA key of the server's own, and shows the certificate by which
 * subscribers verify them. The key is made when it is first needed, which takes a while, and is
 * kept with all other state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 *     the signatures of Amazon SNS messages</a>
 */
final class MessageSigner implements InternalEndpoint {
  private static final int KEY_BITS = 2_048;
  private static final String FILE = "/SimpleNotificationService-";
  private static final String RSA = "RSA";
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final Store store;
  private final String path;
  private Identity identity;

  /** The key as it is stored and ready for use, and the path at which its certificate is shown. */
  private record Identity(TopicSigningKey stored, PrivateKey key, String path) {}

  /**
   * @param path what certificates are shown below
   */
  MessageSigner(Store store, String path) {
    this.store = store;
    this.path = path;
  }

  private TopicSigningKey stored(Function<TopicSigningKeys, TopicSigningKey> action) {
    store.enter();
    try {
      return action.apply(store.root(TopicSigningKeys.SPEC, Scope.SERVER));
    } finally {
      store.exit();
    }
  }

  /** The present key: another one after a reset. */
  private synchronized Identity identity() {
    TopicSigningKey known = stored(TopicSigningKeys::get);
    if (known != null && identity != null && identity.stored().equals(known)) {
      return identity;
    }
    try {
      if (known == null) {
        TopicSigningKey made = make();
        known = stored(keys -> keys.keep(made));
      }
      identity = open(known);
      return identity;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has RSA", e);
    }
  }

  private static TopicSigningKey make() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
    generator.initialize(KEY_BITS);
    KeyPair keys = generator.generateKeyPair();
    return new TopicSigningKey(
        Blob.of(keys.getPrivate().getEncoded()), SigningCertificate.pem(keys, "sns.amazonaws.com"));
  }

  private Identity open(TopicSigningKey stored) throws GeneralSecurityException {
    byte[] certificate = stored.certificate().getBytes(StandardCharsets.US_ASCII);
    byte[] print = MessageDigest.getInstance("MD5").digest(certificate);
    PrivateKey key =
        KeyFactory.getInstance(RSA)
            .generatePrivate(new PKCS8EncodedKeySpec(stored.privateKey().bytes()));
    return new Identity(stored, key, path + FILE + HexFormat.of().formatHex(print) + ".pem");
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
      signature.initSign(identity().key());
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
        known.stored().certificate().getBytes(StandardCharsets.US_ASCII));
  }
}
