package dev.brume.s3.multipart;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Initiator;
import dev.brume.s3.api.ListPartsOutput;
import dev.brume.s3.api.ListPartsRequest;
import dev.brume.s3.api.Part;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadRecord;
import dev.brume.s3.engine.UploadedPart;
import dev.brume.s3.lifecycle.LifecycleHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * ListParts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>
 */
final class ListPartsOperation {
  /** The largest page, and the default. */
  private static final int MAX_PARTS = 1000;

  private static final long SECOND_MILLIS = 1000;
  private static final ChecksumFields PART = new ChecksumFields(Part.SCHEMA);

  public ListPartsOutput listParts(BucketRequest request, ListPartsRequest input) {
    int after = atLeastZero(input.partNumberMarker(), "part-number-marker", 0);
    int max = Math.min(atLeastZero(input.maxParts(), "max-parts", MAX_PARTS), MAX_PARTS);
    Upload upload = UploadOperations.find(request.bucket(), input.uploadId(), input.key());
    List<Part> page = new ArrayList<>();
    boolean truncated = false;
    int last = 0;
    for (UploadedPart part : upload.parts().tailMap(after, false).values()) {
      truncated = page.size() == max;
      if (truncated) {
        break;
      }
      page.add(described(part, upload.record()));
      last = part.part().number();
    }
    UploadRecord record = upload.record();
    LifecycleHeaders.Abort abort = LifecycleHeaders.abort(request.bucket(), record);
    return ListPartsOutput.builder()
        .abortDate(abort == null ? null : abort.date())
        .abortRuleId(abort == null ? null : abort.ruleId())
        .bucket(request.bucket().name())
        .key(input.key())
        .uploadId(input.uploadId())
        .partNumberMarker(after)
        .nextPartNumberMarker(last)
        .maxParts(max)
        .isTruncated(truncated)
        .parts(page)
        .initiator(initiator(request, record))
        .owner(CanonicalUserIds.of(record.draft().owner()))
        .storageClass(storageClass(record))
        .checksumAlgorithm(record.checksumAlgorithm())
        .checksumType(record.checksumType())
        .build();
  }

  private static int atLeastZero(Integer given, String name, int otherwise) {
    if (given != null && given < 0) {
      throw S3Refusals.invalidArgument(
          "Argument " + name + " must be an integer between 0 and 2147483647",
          name,
          given.toString());
    }
    return given == null ? otherwise : given;
  }

  private static Part described(UploadedPart uploaded, UploadRecord upload) {
    Part part =
        Part.builder()
            .partNumber(uploaded.part().number())
            .lastModified(inSeconds(uploaded.uploadedMillis()))
            .eTag(Etags.quoted(uploaded.part().etag()))
            .size(uploaded.part().size())
            .build();
    // S3's own checksum, if no algorithm was requested, is not returned.
    return upload.checksumAlgorithm() == null ? part : PART.with(part, uploaded.part().checksum());
  }

  /** A time in S3's precision. */
  static Instant inSeconds(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, SECOND_MILLIS));
  }

  /**
   * The initiator of the upload: S3 uses the same form for callers of other accounts and of its
   * own. Owners no longer have display names, initiators still do.
   */
  static Initiator initiator(BucketRequest request, UploadRecord record) {
    String account = record.initiator() == null ? request.bucket().owner() : record.initiator();
    return Initiator.builder()
        .id(CanonicalUserIds.canonicalId(account))
        .displayName(account)
        .build();
  }

  /** The storage class of the future object. */
  static String storageClass(UploadRecord record) {
    String given = record.draft().storageClass();
    return given == null ? StorageClass.STANDARD : given;
  }
}
