package dev.brume.s3.object;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.schema.ByteStream;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Creates the content of a copy: the source's shared bytes as one part, with the ETag and checksum
 * of an object from a single upload. Values known from the source are reused; the bytes are only
 * read for unknown ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity</a>
 */
final class CopyHashing {
  private final Executor background;

  /**
   * @param background runs long work
   */
  CopyHashing(Executor background) {
    this.background = background;
  }

  /** The values of a source that must be computed. */
  private static Set<ChecksumAlgorithm> unknown(ObjectVersion version, ChecksumAlgorithm wanted) {
    Set<ChecksumAlgorithm> unknown = EnumSet.noneOf(ChecksumAlgorithm.class);
    ObjectContent source = version.content();
    if (source.isMultipart() || version.encryption() != null) {
      unknown.add(ChecksumAlgorithm.MD5);
    }
    if (!hasWhole(source, wanted)) {
      unknown.add(wanted);
    }
    return unknown;
  }

  private static boolean hasWhole(ObjectContent source, ChecksumAlgorithm wanted) {
    return source.checksum() != null
        && source.checksum().algorithm().equals(wanted.name())
        && !ChecksumType.COMPOSITE.equals(source.checksumType());
  }

  /**
   * Creates the content. Call in the section of the store in which the source was found.
   *
   * @param requested the requested algorithm; null for the source's, or S3's default
   */
  CompletionStage<ObjectContent> copy(ObjectVersion version, ChecksumAlgorithm requested) {
    ObjectContent source = version.content();
    ChecksumAlgorithm wanted = requested != null ? requested : algorithmOf(source);
    Set<ChecksumAlgorithm> unknown = unknown(version, wanted);
    if (unknown.isEmpty()) {
      return CompletableFuture.completedFuture(content(source, wanted, Map.of()));
    }
    ByteStream bytes = source.stream();
    CompletableFuture<Map<ChecksumAlgorithm, byte[]>> hashed = new CompletableFuture<>();
    background.execute(() -> bytes.subscribe(new Hashing(unknown, hashed)));
    return hashed.thenApply(digests -> content(source, wanted, digests));
  }

  private static ChecksumAlgorithm algorithmOf(ObjectContent source) {
    return source.checksum() == null
        ? ChecksumAlgorithm.CRC64NVME
        : ChecksumAlgorithm.named(source.checksum().algorithm());
  }

  private static ObjectContent content(
      ObjectContent source, ChecksumAlgorithm wanted, Map<ChecksumAlgorithm, byte[]> digests) {
    byte[] md5 = digests.get(ChecksumAlgorithm.MD5);
    byte[] value = hasWhole(source, wanted) ? null : digests.get(wanted);
    Checksum checksum =
        value == null
            ? source.checksum()
            : new Checksum(wanted.name(), Base64.getEncoder().encodeToString(value));
    return new ObjectContent(
        source.size(),
        md5 == null ? source.etag() : HexFormat.of().formatHex(md5),
        checksum,
        ChecksumType.FULL_OBJECT,
        source.parts());
  }

  /** Reads a stream to its end. */
  private static final class Hashing implements Flow.Subscriber<ByteBuffer> {
    private final Map<ChecksumAlgorithm, Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final CompletableFuture<Map<ChecksumAlgorithm, byte[]>> hashed;

    Hashing(
        Set<ChecksumAlgorithm> algorithms,
        CompletableFuture<Map<ChecksumAlgorithm, byte[]>> hashed) {
      this.hashed = hashed;
      algorithms.forEach(algorithm -> digests.put(algorithm, algorithm.start()));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      digests.values().forEach(digest -> digest.update(bytes));
    }

    @Override
    public void onError(Throwable failure) {
      hashed.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
      digests.forEach((algorithm, digest) -> values.put(algorithm, digest.value()));
      hashed.complete(values);
    }
  }
}
