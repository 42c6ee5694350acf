package dev.brume.lambda.engine;

import dev.brume.core.blob.StoredBody;

/**
 * The code of a function or layer.
 *
 * @param archive the zip file; null of images
 * @param sha256 in base 64; of images the digest in hexadecimal
 * @param size of the archive, in bytes
 * @param unzippedSize in bytes
 * @param imageUri null of zip files
 */
public record CodePackage(
    StoredBody archive, String sha256, long size, long unzippedSize, String imageUri) {
  /** Whether this is a container image. */
  public boolean isImage() {
    return imageUri != null;
  }

  /** {@code Zip} or {@code Image}. */
  public String packageType() {
    return isImage() ? "Image" : "Zip";
  }
}
