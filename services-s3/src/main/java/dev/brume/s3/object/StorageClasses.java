package dev.brume.s3.object;

import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.StorageClass;
import java.util.Set;

/**
 * The storage classes of general purpose buckets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html">Storage
 *     classes</a>
 */
public final class StorageClasses {
  private static final Set<String> ALLOWED =
      Set.of(
          StorageClass.STANDARD,
          StorageClass.REDUCED_REDUNDANCY,
          StorageClass.STANDARD_IA,
          StorageClass.ONEZONE_IA,
          StorageClass.INTELLIGENT_TIERING,
          StorageClass.GLACIER,
          StorageClass.GLACIER_IR,
          StorageClass.DEEP_ARCHIVE);

  private StorageClasses() {}

  /**
   * The requested class in its stored form: null for STANDARD.
   *
   * @param header may be null
   * @throws dev.brume.core.error.AwsError InvalidStorageClass
   */
  public static String read(String header) {
    if (header == null || header.equals(StorageClass.STANDARD)) {
      return null;
    }
    if (!ALLOWED.contains(header)) {
      throw S3Errors.invalidStorageClass("The storage class you specified is not valid")
          .withDetail("StorageClassRequested", header);
    }
    return header;
  }

  /** The name of an object's class. */
  public static String name(String kept) {
    return kept == null ? StorageClass.STANDARD : kept;
  }
}
