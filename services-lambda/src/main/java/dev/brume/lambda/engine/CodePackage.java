package dev.brume.lambda.engine;

import dev.brume.core.blob.StoredBody;

/**
 * The code of a function or layer.
 *
 * @param archive the zip file; null for images
 * @param sha256 in base 64; for images the digest in hexadecimal
 * @param size of the archive, in bytes
 * @param unzippedSize in bytes
 * @param imageUri null of zip files
 * @param folder where the code lies on this machine, which may change; null of zip files and images
 * @param handler the name of an object of the program that Brume is embedded in; null of all others
 */
public record CodePackage(
    StoredBody archive,
    String sha256,
    long size,
    long unzippedSize,
    String imageUri,
    String folder,
    String handler) {
  /** The code of a zip file or an image. */
  public CodePackage(
      StoredBody archive, String sha256, long size, long unzippedSize, String imageUri) {
    this(archive, sha256, size, unzippedSize, imageUri, null, null);
  }

  /** The code in a folder. */
  public static CodePackage ofFolder(String folder, String sha256) {
    return new CodePackage(null, sha256, 0, 0, null, folder, null);
  }

  /** Code that is an object of the program that Brume is embedded in. */
  public static CodePackage ofHandler(String handler, String sha256) {
    return new CodePackage(null, sha256, 0, 0, null, null, handler);
  }

  /** Whether this is a container image. */
  public boolean isImage() {
    return imageUri != null;
  }

  /** {@code Zip} or {@code Image}. */
  public String packageType() {
    return isImage() ? "Image" : "Zip";
  }
}
