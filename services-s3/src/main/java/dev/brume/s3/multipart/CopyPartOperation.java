package dev.brume.s3.multipart;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ByteStream;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CopyPartResult;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.UploadPartCopyOutput;
import dev.brume.s3.api.UploadPartCopyRequest;
import dev.brume.s3.encryption.CustomerKeyGuard;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadedPart;
import dev.brume.s3.object.CopySource;
import dev.brume.s3.object.CopySources;
import dev.brume.s3.object.Preconditions;
import dev.brume.s3.object.SharedMembers;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * UploadPartCopy: a part copied from an object, or a range of one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
final class CopyPartOperation {
  private static final String RANGE_HEADER = "x-amz-copy-source-range";
  private static final String UNIT = "bytes=";

  /** The largest part: 5 GiB. */
  private static final long MAX_BYTES = 5L << 30;

  private static final ChecksumFields RESULT = new ChecksumFields(CopyPartResult.SCHEMA);
  private static final SharedMembers<UploadPartCopyOutput> ANSWER =
      new SharedMembers<>(PutObjectOutput.SCHEMA, UploadPartCopyOutput.builder().build());

  private final UploadOperations uploads;
  private final CopySources sources;
  private final BodyStore bodies;
  private final Executor background;
  private final StoreSection section;

  /** The first copied byte of a source, and the number of bytes. */
  private record Range(long first, long count) {}

  /**
   * @param uploads adds the part
   */
  CopyPartOperation(UploadOperations uploads, FeatureContext s3) {
    this.uploads = uploads;
    sources = s3.copySources();
    bodies = s3.bodies();
    background = s3.background();
    section = s3.section();
  }

  public CompletionStage<UploadPartCopyOutput> uploadPartCopy(
      BucketRequest request, UploadPartCopyRequest input) {
    UploadOperations.checkNumber(input.partNumber());
    Upload upload = UploadOperations.find(request.bucket(), input.uploadId(), input.key());
    CustomerKeyGuard.checkPart(request, upload.record().draft().encryption());
    CopySource source =
        sources.find(request, input.copySource(), input.expectedSourceBucketOwner());
    Preconditions.checkSource(
        new Preconditions.Reading(
            input.copySourceIfMatch(),
            input.copySourceIfNoneMatch(),
            input.copySourceIfModifiedSince(),
            input.copySourceIfUnmodifiedSince()),
        source.version(),
        request.bucket().nowMillis());
    Range range = range(input.copySourceRange(), source.version());
    ChecksumAlgorithm kept = UploadChecksums.algorithmOf(upload.record());
    ByteStream bytes = source.version().content().stream(range.first, range.count);
    return copied(bytes, EnumSet.of(ChecksumAlgorithm.MD5, kept))
        .thenApply(
            received -> {
              ObjectPart part = UploadOperations.partOf(upload, input.partNumber(), received, kept);
              UploadedPart added =
                  section.call(() -> uploads.add(request, input.uploadId(), input.key(), part));
              return answer(
                  UploadOperations.encryption(request, upload.record().draft()),
                  source,
                  added,
                  upload.record().checksumAlgorithm() != null);
            });
  }

  private CompletionStage<ReceivedBody> copied(
      ByteStream bytes, Set<ChecksumAlgorithm> algorithms) {
    CompletableFuture<ReceivedBody> copied = new CompletableFuture<>();
    background.execute(
        () ->
            BodyReceiver.receive(bodies, bytes, algorithms)
                .whenComplete(
                    (received, failure) -> {
                      if (failure == null) {
                        copied.complete(received);
                      } else {
                        copied.completeExceptionally(failure);
                      }
                    }));
    return copied;
  }

  private static UploadPartCopyOutput answer(
      PutObjectOutput encryption, CopySource source, UploadedPart uploaded, boolean checksummed) {
    CopyPartResult result =
        CopyPartResult.builder()
            .eTag(Etags.quoted(uploaded.part().etag()))
            .lastModified(ListPartsOperation.inSeconds(uploaded.uploadedMillis()))
            .build();
    return ANSWER.of(encryption).toBuilder()
        .copySourceVersionId(source.shownVersionId())
        .copyPartResult(checksummed ? RESULT.with(result, uploaded.part().checksum()) : result)
        .build();
  }

  /**
   * The copied range: {@code bytes=first-last} with both ends, or everything.
   *
   * @throws AwsError InvalidArgument, or InvalidRequest if it is too large
   */
  private static Range range(String header, ObjectVersion source) {
    Range range = header == null ? new Range(0, source.size()) : parse(header);
    if (header != null && range.first >= source.size()) {
      throw S3Refusals.invalidRequest(
          "The specified copy range is invalid for the source object size");
    }
    if (range.first + range.count > source.size()) {
      throw S3Refusals.invalidArgument(
          "Range specified is not valid for source object of size: " + source.size(),
          RANGE_HEADER,
          header);
    }
    if (range.count > MAX_BYTES) {
      throw S3Refusals.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MAX_BYTES);
    }
    return range;
  }

  private static Range parse(String header) {
    int dash = header.indexOf('-');
    if (header.startsWith(UNIT) && dash > 0) {
      try {
        long first = Long.parseLong(header.substring(UNIT.length(), dash));
        long last = Long.parseLong(header.substring(dash + 1));
        if (first >= 0 && last >= first && last < Long.MAX_VALUE) {
          return new Range(first, last - first + 1);
        }
      } catch (NumberFormatException e) {
        // Refused below.
      }
    }
    throw S3Refusals.invalidArgument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy",
        RANGE_HEADER,
        header);
  }
}
