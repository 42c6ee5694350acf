package dev.brume.sns;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.id.Ids;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import dev.brume.sns.engine.TopicSigningKey;
import dev.brume.sns.engine.TopicSigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs messages with the server's own RSA key, and serves the certificate with which subscribers
 * verify them. The key is created when it is first needed, and stored with all other state.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 *     the signatures of Amazon SNS messages</a>
 */
final class MessageSigner implements InternalEndpoint {
  private static final String FILE = "/SimpleNotificationService-";
  private static final String COMMON_NAME = "sns.amazonaws.com";
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final Store store;
  private final Ids ids;
  private final String path;
  private volatile Identity identity;

  /** The key in stored and usable form, and the path of its certificate. */
  private record Identity(TopicSigningKey stored, MultiPrimeKey key, String path) {}

  /**
   * @param ids generates the key
   * @param path the parent path of certificates
   */
  MessageSigner(Store store, Ids ids, String path) {
    this.store = store;
    this.ids = ids;
    this.path = path;
  }

  /** The present key; a reset replaces it. */
  private Identity identity() {
    store.enter();
    try {
      TopicSigningKeys keys = store.root(TopicSigningKeys.SPEC, Scope.SERVER);
      TopicSigningKey known = keys.get();
      Identity present = identity;
      return known != null && present != null && present.stored().equals(known)
          ? present
          : renew(keys, known);
    } finally {
      store.exit();
    }
  }

  /** Only called in sections, so that no thread waits for a section while it holds the lock. */
  private synchronized Identity renew(TopicSigningKeys keys, TopicSigningKey known) {
    TopicSigningKey kept = known;
    MultiPrimeKey key = known == null ? null : MultiPrimeKey.of(known.privateKey());
    if (key == null) {
      MultiPrimeKey made = MultiPrimeKey.make(ids);
      String certificate = SigningCertificate.pem(made, COMMON_NAME);
      kept = keys.replace(known, new TopicSigningKey(made.primes(), certificate));
      key = MultiPrimeKey.of(kept.privateKey());
    }
    identity = new Identity(kept, key, pathOf(kept));
    return identity;
  }

  private String pathOf(TopicSigningKey key) {
    byte[] certificate = key.certificate().getBytes(StandardCharsets.US_ASCII);
    byte[] print = ChecksumAlgorithm.MD5.of(certificate);
    return path + FILE + HexFormat.of().formatHex(print) + ".pem";
  }

  /**
   * A signature.
   *
   * @param base64 the signature
   * @param certificatePath the path of its certificate
   */
  record Signed(String base64, String certificatePath) {}

  /**
   * Signs a text. Takes some ten microseconds, the first time some milliseconds.
   *
   * @param version {@code 1} for SHA1, {@code 2} for SHA256
   */
  Signed sign(String version, String text) {
    Identity present = identity();
    MultiPrimeKey.Scheme scheme =
        version.equals("2") ? MultiPrimeKey.Scheme.SHA256 : MultiPrimeKey.Scheme.SHA1;
    byte[] signature = present.key().sign(scheme, text.getBytes(StandardCharsets.UTF_8));
    return new Signed(Base64.getEncoder().encodeToString(signature), present.path());
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
