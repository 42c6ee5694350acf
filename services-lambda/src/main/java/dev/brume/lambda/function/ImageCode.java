package dev.brume.lambda.function;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.lambda.engine.CodePackage;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Container images. They are identified by URI; there is no registry for their digests, so a digest
 * of the URI is used, unless the URI contains one.
 */
final class ImageCode {
  private static final String DIGEST = "@sha256:";

  private ImageCode() {}

  /** The code of an image. */
  static CodePackage of(String uri) {
    int at = uri.indexOf(DIGEST);
    String digest = at < 0 ? digestOf(uri) : uri.substring(at + DIGEST.length());
    return new CodePackage(null, digest, 0, 0, uri);
  }

  private static String digestOf(String uri) {
    return HexFormat.of()
        .formatHex(ChecksumAlgorithm.SHA256.of(uri.getBytes(StandardCharsets.UTF_8)));
  }

  /** The URI with the digest instead of a tag. */
  static String resolved(CodePackage code) {
    String uri = code.imageUri();
    int at = uri.indexOf('@');
    String named = at < 0 ? uri : uri.substring(0, at);
    int colon = named.lastIndexOf(':');
    String repository = colon > named.lastIndexOf('/') ? named.substring(0, colon) : named;
    return repository + DIGEST + code.sha256();
  }
}
