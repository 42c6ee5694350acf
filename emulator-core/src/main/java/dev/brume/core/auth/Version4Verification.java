package dev.brume.core.auth;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.PayloadForm;
import dev.brume.core.http.RequestBody;
import java.util.function.Function;

/** The verification of a version 4 or 4A signature, in header and query string. */
final class Version4Verification implements SignatureVerification {
  private final SigningKeys keys;
  private final PresentedSignature presented;
  private final SignatureDate date;
  private final Credential credential;
  private final SignatureRules rules;
  private final boolean inQuery;
  private final String payloadHash;

  Version4Verification(
      SigningKeys keys,
      PresentedSignature presented,
      SignatureDate date,
      Credential credential,
      SignatureRules rules,
      boolean inQuery,
      String payloadHash) {
    this.keys = keys;
    this.presented = presented;
    this.date = date;
    this.credential = credential;
    this.rules = rules;
    this.inQuery = inQuery;
    this.payloadHash = payloadHash;
  }

  @Override
  public Credential credential() {
    return credential;
  }

  @Override
  public boolean needsBody() {
    return payloadHash == null;
  }

  @Override
  public ChunkSignatures verify(HttpRequest request, Function<SignatureFault, AwsError> words) {
    String hash = needsBody() ? bodyHash(request) : payloadHash;
    String canonical =
        CanonicalRequest.of(request, rules, inQuery, presented.signedHeaders(), hash);
    String stringToSign =
        presented.algorithm()
            + '\n'
            + date.text()
            + '\n'
            + presented.scope().text()
            + '\n'
            + Hashes.sha256(Hashes.wireBytes(canonical));
    SigningKey known = keys.find(credential, presented.scope());
    SigningKey key = known != null ? known : keys.derive(credential, presented.scope());
    if (!key.made(presented.signature(), stringToSign)) {
      throw new SignatureRefusal(
          new SignatureFault.Mismatch(
              credential.accessKeyId(), presented.signature(), stringToSign, canonical));
    }
    if (known == null) {
      keys.keep(credential, presented.scope(), key);
    }
    return PayloadForm.of(payloadHash).isSigned() ? new Chain(key, words) : null;
  }

  private static String bodyHash(HttpRequest request) {
    if (request.body() instanceof RequestBody.Whole whole) {
      return Hashes.sha256(whole.bytes());
    }
    throw new IllegalStateException("The body is not there yet");
  }

  /**
   * Each chunk's signature covers the previous one, the first chunk's that of the request.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">S3: chunked
   *     uploads</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">S3:
   *     trailing headers</a>
   */
  private final class Chain implements ChunkSignatures {
    private final SigningKey key;
    private final Function<SignatureFault, AwsError> words;
    private String previous = presented.signature();

    Chain(SigningKey key, Function<SignatureFault, AwsError> words) {
      this.key = key;
      this.words = words;
    }

    @Override
    public void chunk(String sha256, String signature) {
      check("-PAYLOAD", Hashes.EMPTY_SHA256 + '\n' + sha256, signature);
    }

    @Override
    public void trailer(Headers fields, String signature) {
      StringBuilder text = new StringBuilder();
      fields.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
      check("-TRAILER", Hashes.sha256(Hashes.wireBytes(text.toString())), signature);
    }

    private void check(String kind, String lastLines, String sent) {
      String signature = withoutPadding(sent);
      String stringToSign =
          String.join(
              "\n",
              presented.algorithm() + kind,
              date.text(),
              presented.scope().text(),
              previous,
              lastLines);
      if (!key.made(signature, stringToSign)) {
        throw words.apply(
            new SignatureFault.Mismatch(
                credential.accessKeyId(), String.valueOf(sent), stringToSign, null));
      }
      previous = signature;
    }

    /** Version 4A signatures vary in length: in chunks, asterisks pad them to 144 characters. */
    private String withoutPadding(String sent) {
      if (sent == null || !presented.scope().isAsymmetric()) {
        return sent;
      }
      int end = sent.length();
      while (end > 0 && sent.charAt(end - 1) == '*') {
        end--;
      }
      return sent.substring(0, end);
    }
  }
}
