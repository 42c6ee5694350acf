package dev.brume.s3.object;

import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.http.Headers;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.ObjectLock;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The checksums computed of an upload: MD5 for the ETag, and the stored checksum. Clients' values
 * are verified before operations receive the body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for data uploads</a>
 */
public final class UploadChecksum {
  private static final Map<ChecksumAlgorithm, Set<ChecksumAlgorithm>> WITH_MD5 = withMd5();

  private UploadChecksum() {}

  private static Map<ChecksumAlgorithm, Set<ChecksumAlgorithm>> withMd5() {
    Map<ChecksumAlgorithm, Set<ChecksumAlgorithm>> sets = new EnumMap<>(ChecksumAlgorithm.class);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      sets.put(algorithm, EnumSet.of(ChecksumAlgorithm.MD5, algorithm));
    }
    return sets;
  }

  /**
   * The algorithm whose value the request has in a header or announces in {@code x-amz-trailer};
   * null if there is none.
   */
  public static ChecksumAlgorithm requested(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(headers.name(i));
      if (algorithm != null) {
        return algorithm;
      }
    }
    String trailer = headers.first("x-amz-trailer");
    return trailer == null ? null : ChecksumAlgorithm.ofHeader(trailer.trim());
  }

  /**
   * Requires a digest for objects with a lock.
   *
   * @param lock null for none
   * @param what S3's name of the kind of request
   * @throws dev.brume.core.error.AwsError InvalidRequest
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
   */
  public static void requireFor(ObjectLock lock, Headers headers, String what) {
    if (lock != null && !headers.contains("Content-MD5") && requested(headers) == null) {
      throw S3Refusals.invalidRequest(
          "Content-MD5 OR x-amz-checksum- HTTP header is required for "
              + what
              + " requests with Object Lock parameters");
    }
  }

  /** The same, or S3's default if the client requests none. */
  public static ChecksumAlgorithm requestedOrDefault(Headers headers) {
    ChecksumAlgorithm requested = requested(headers);
    return requested == null ? ChecksumAlgorithm.CRC64NVME : requested;
  }

  /** The algorithms to compute in order to store {@code algorithm}. */
  public static Set<ChecksumAlgorithm> toCompute(ChecksumAlgorithm algorithm) {
    return WITH_MD5.get(algorithm);
  }

  /** The ETag of the received body, without quotes. */
  public static String etag(ReceivedBody received) {
    return HexFormat.of().formatHex(received.digests().get(ChecksumAlgorithm.MD5));
  }

  /** The checksum to store. */
  public static Checksum of(ReceivedBody received, ChecksumAlgorithm algorithm) {
    byte[] value = received.digests().get(algorithm);
    return new Checksum(algorithm.name(), Base64.getEncoder().encodeToString(value));
  }
}
