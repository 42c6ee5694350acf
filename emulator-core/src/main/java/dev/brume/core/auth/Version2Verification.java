package dev.brume.core.auth;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.HttpRequest;
import java.util.function.Function;

/**
 * The verification of a version 2 signature, which only S3 still accepts, in header and query
 * string.
 *
 * @param credential the signer's credential
 * @param sent the signature, or null
 * @param inQuery whether it is in the query string
 * @param resource the path, with a bucket from the host in front
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and authenticating REST requests (AWS signature version 2)</a>
 */
record Version2Verification(Credential credential, String sent, boolean inQuery, String resource)
    implements SignatureVerification {

  @Override
  public boolean needsBody() {
    return false;
  }

  @Override
  public ChunkSignatures verify(HttpRequest request, Function<SignatureFault, AwsError> words) {
    String text = Version2Text.of(request, inQuery, resource);
    if (!signs(text) && !(isBucket() && signs(Version2Text.of(request, inQuery, resource + "/")))) {
      throw new SignatureRefusal(
          new SignatureFault.Mismatch(credential.accessKeyId(), String.valueOf(sent), text, null));
    }
    return null;
  }

  private boolean signs(String text) {
    return Hashes.isSame(sent, Hashes.version2(credential.secretAccessKey(), text));
  }

  /** Clients sign a slash after the bucket even if they send none. */
  private boolean isBucket() {
    return resource.length() > 1 && resource.indexOf('/', 1) < 0;
  }
}
