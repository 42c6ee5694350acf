package dev.brume.s3.multipart;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.UploadRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The checksum of an object uploaded in parts, and its computation from those of the parts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for data uploads</a>
 */
final class UploadChecksums {
  private UploadChecksums() {}

  /**
   * The algorithm that an upload requests, or null.
   *
   * @throws dev.brume.core.error.AwsError InvalidRequest if it does not exist
   */
  static ChecksumAlgorithm requested(String name) {
    if (name == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(name);
    if (algorithm == null) {
      throw S3Refusals.invalidRequest(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: "
              + Arrays.toString(ChecksumAlgorithm.values()));
    }
    return algorithm;
  }

  /**
   * The checksum type that an upload requests.
   *
   * @param algorithm null if none is requested
   * @throws dev.brume.core.error.AwsError InvalidRequest if the algorithm does not support the type
   */
  static String type(String type, ChecksumAlgorithm algorithm) {
    if (algorithm == null) {
      if (type != null) {
        throw S3Refusals.invalidRequest(
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return null;
    }
    if (type == null) {
      return algorithm == ChecksumAlgorithm.CRC64NVME
          ? ChecksumType.FULL_OBJECT
          : ChecksumType.COMPOSITE;
    }
    boolean fits =
        switch (type) {
          case ChecksumType.FULL_OBJECT -> algorithm.isCombinable();
          case ChecksumType.COMPOSITE -> algorithm != ChecksumAlgorithm.CRC64NVME;
          default ->
              throw S3Refusals.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        };
    if (!fits) {
      throw S3Refusals.invalidRequest(
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return type;
  }

  /** The algorithm of an upload's object: S3's own if none was requested. */
  static ChecksumAlgorithm algorithmOf(UploadRecord upload) {
    return upload.checksumAlgorithm() == null
        ? ChecksumAlgorithm.CRC64NVME
        : ChecksumAlgorithm.named(upload.checksumAlgorithm());
  }

  /** The type of the checksum of an upload's object. */
  static String typeOf(UploadRecord upload) {
    return upload.checksumType() == null ? ChecksumType.FULL_OBJECT : upload.checksumType();
  }

  /**
   * Whether the object has a visible checksum; S3's own is not stored with a customer-provided key.
   */
  static boolean isTold(UploadRecord upload) {
    ObjectEncryption encryption = upload.draft().encryption();
    return upload.checksumAlgorithm() != null || encryption == null || !encryption.isByCustomer();
  }

  /**
   * Whether the completion returns the checksum: for an upload without an algorithm only if S3's
   * own keys are used, although with KMS keys the object has one too.
   */
  static boolean isAnswered(UploadRecord upload) {
    return upload.checksumAlgorithm() != null || upload.draft().encryption() == null;
  }

  /** The checksum of the object consisting of {@code parts}. */
  static Checksum whole(UploadRecord upload, List<ObjectPart> parts) {
    ChecksumAlgorithm algorithm = algorithmOf(upload);
    String value =
        typeOf(upload).equals(ChecksumType.FULL_OBJECT)
            ? combined(algorithm, parts)
            : composite(algorithm, parts);
    return new Checksum(algorithm.name(), value);
  }

  private static String combined(ChecksumAlgorithm algorithm, List<ObjectPart> parts) {
    byte[] value = valueOf(parts.get(0));
    for (ObjectPart part : parts.subList(1, parts.size())) {
      value = algorithm.combine(value, valueOf(part), part.size());
    }
    return Base64.getEncoder().encodeToString(value);
  }

  private static String composite(ChecksumAlgorithm algorithm, List<ObjectPart> parts) {
    Digest digest = algorithm.start();
    parts.forEach(part -> digest.update(ByteBuffer.wrap(valueOf(part))));
    return digest.base64() + '-' + parts.size();
  }

  private static byte[] valueOf(ObjectPart part) {
    return Base64.getDecoder().decode(part.checksum().value());
  }

  /** The ETag of the object consisting of {@code parts}. */
  static String etag(List<ObjectPart> parts) {
    Digest digest = ChecksumAlgorithm.MD5.start();
    parts.forEach(part -> digest.update(ByteBuffer.wrap(HexFormat.of().parseHex(part.etag()))));
    return HexFormat.of().formatHex(digest.value()) + '-' + parts.size();
  }
}
