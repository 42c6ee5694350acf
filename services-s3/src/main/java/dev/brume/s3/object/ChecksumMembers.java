package dev.brume.s3.object;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.Checksum;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes a checksum to its algorithm's member of a response.
 *
 * @param <B> the builder of the response
 */
final class ChecksumMembers<B> {
  static final ChecksumMembers<HeadObjectOutput.Builder> OF_HEAD =
      new ChecksumMembers<HeadObjectOutput.Builder>()
          .add(ChecksumAlgorithm.CRC32, HeadObjectOutput.Builder::checksumCRC32)
          .add(ChecksumAlgorithm.CRC32C, HeadObjectOutput.Builder::checksumCRC32C)
          .add(ChecksumAlgorithm.CRC64NVME, HeadObjectOutput.Builder::checksumCRC64NVME)
          .add(ChecksumAlgorithm.MD5, HeadObjectOutput.Builder::checksumMD5)
          .add(ChecksumAlgorithm.SHA1, HeadObjectOutput.Builder::checksumSHA1)
          .add(ChecksumAlgorithm.SHA256, HeadObjectOutput.Builder::checksumSHA256)
          .add(ChecksumAlgorithm.SHA512, HeadObjectOutput.Builder::checksumSHA512)
          .add(ChecksumAlgorithm.XXHASH3, HeadObjectOutput.Builder::checksumXXHASH3)
          .add(ChecksumAlgorithm.XXHASH64, HeadObjectOutput.Builder::checksumXXHASH64)
          .add(ChecksumAlgorithm.XXHASH128, HeadObjectOutput.Builder::checksumXXHASH128);

  static final ChecksumMembers<PutObjectOutput.Builder> OF_PUT =
      new ChecksumMembers<PutObjectOutput.Builder>()
          .add(ChecksumAlgorithm.CRC32, PutObjectOutput.Builder::checksumCRC32)
          .add(ChecksumAlgorithm.CRC32C, PutObjectOutput.Builder::checksumCRC32C)
          .add(ChecksumAlgorithm.CRC64NVME, PutObjectOutput.Builder::checksumCRC64NVME)
          .add(ChecksumAlgorithm.MD5, PutObjectOutput.Builder::checksumMD5)
          .add(ChecksumAlgorithm.SHA1, PutObjectOutput.Builder::checksumSHA1)
          .add(ChecksumAlgorithm.SHA256, PutObjectOutput.Builder::checksumSHA256)
          .add(ChecksumAlgorithm.SHA512, PutObjectOutput.Builder::checksumSHA512)
          .add(ChecksumAlgorithm.XXHASH3, PutObjectOutput.Builder::checksumXXHASH3)
          .add(ChecksumAlgorithm.XXHASH64, PutObjectOutput.Builder::checksumXXHASH64)
          .add(ChecksumAlgorithm.XXHASH128, PutObjectOutput.Builder::checksumXXHASH128);

  private final Map<ChecksumAlgorithm, BiConsumer<B, String>> members =
      new EnumMap<>(ChecksumAlgorithm.class);

  /** Sets the member of {@code algorithm}. */
  public ChecksumMembers<B> add(ChecksumAlgorithm algorithm, BiConsumer<B, String> member) {
    members.put(algorithm, member);
    return this;
  }

  /** Writes {@code checksum}, if there is one. */
  public void set(B answer, Checksum checksum) {
    if (checksum != null) {
      members.get(ChecksumAlgorithm.named(checksum.algorithm())).accept(answer, checksum.value());
    }
  }
}
