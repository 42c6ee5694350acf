package dev.brume.s3.multipart;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.ObjectAddress;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.CompleteMultipartUploadOutput;
import dev.brume.s3.api.CompleteMultipartUploadRequest;
import dev.brume.s3.api.CompletedPart;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.CompletedUpload;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadRecord;
import dev.brume.s3.engine.UploadedPart;
import dev.brume.s3.object.CreationHeaders;
import dev.brume.s3.object.Preconditions;
import dev.brume.s3.object.SharedMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * CompleteMultipartUpload: the parts become the object, without copying bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
final class CompleteOperation {
  /** The least size of all parts except the last: 5 MiB. */
  private static final long MIN_PART_BYTES = 5L << 20;

  private static final ChecksumFields PART = new ChecksumFields(CompletedPart.SCHEMA);
  private static final ChecksumFields REQUEST =
      new ChecksumFields(CompleteMultipartUploadRequest.SCHEMA);
  private static final ChecksumFields CREATED = new ChecksumFields(PutObjectOutput.SCHEMA);
  private static final SharedMembers<CompleteMultipartUploadOutput> ANSWER =
      new SharedMembers<>(PutObjectOutput.SCHEMA, CompleteMultipartUploadOutput.builder().build());

  private final CreationHeaders answers;

  /**
   * @param answers writes the response headers
   */
  CompleteOperation(CreationHeaders answers) {
    this.answers = answers;
  }

  public CompleteMultipartUploadOutput completeMultipartUpload(
      BucketRequest request, CompleteMultipartUploadRequest input) {
    Preconditions.checkWritable(input.ifMatch(), input.ifNoneMatch());
    return request.bucket().edit(request.origin(), edit -> complete(request, edit, input));
  }

  private static List<CompletedPart> listed(CompleteMultipartUploadRequest input) {
    if (input.multipartUpload() == null) {
      throw S3Refusals.invalidRequest("You must specify at least one part");
    }
    List<CompletedPart> parts = input.multipartUpload().parts();
    if (parts == null || parts.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    for (CompletedPart part : parts) {
      if (part.partNumber() == null || part.eTag() == null) {
        throw S3Refusals.malformedXml();
      }
      if (part.partNumber() < 1) {
        throw S3Refusals.invalidArgument("PartNumber must be >= 1", "PartNumber", null);
      }
    }
    return parts;
  }

  private CompleteMultipartUploadOutput complete(
      BucketRequest request, BucketEdit edit, CompleteMultipartUploadRequest input) {
    Bucket bucket = edit.bucket();
    Upload upload = bucket.uploads().find(input.uploadId(), input.key());
    if (upload == null) {
      return again(request, input);
    }
    checkType(upload.record(), input);
    List<ObjectPart> parts = chosen(upload, listed(input));
    long size = parts.stream().mapToLong(ObjectPart::size).sum();
    if (input.mpuObjectSize() != null && input.mpuObjectSize() != size) {
      throw MultipartErrors.otherSize(input.mpuObjectSize(), size);
    }
    Checksum checksum = UploadChecksums.whole(upload.record(), parts);
    checkWhole(upload, input, checksum);
    Preconditions.checkWrite(edit, input.key(), input.ifMatch(), input.ifNoneMatch());
    checkUnchanged(edit, upload.record(), input);
    boolean told = UploadChecksums.isTold(upload.record());
    ObjectContent content =
        new ObjectContent(
            size,
            UploadChecksums.etag(parts),
            told ? checksum : null,
            told ? UploadChecksums.typeOf(upload.record()) : null,
            parts);
    boolean answered = UploadChecksums.isAnswered(upload.record());
    ObjectVersion stored = edit.complete(upload, content, answered);
    PutObjectOutput created = answers.describe(request.at(bucket), stored).build();
    return answer(request, input, answered ? created : CREATED.without(created));
  }

  /**
   * A condition applies to the object as it was when the upload began: a later put or delete is a
   * conflict, even if the object is the same again.
   */
  private static void checkUnchanged(
      BucketEdit edit, UploadRecord upload, CompleteMultipartUploadRequest input) {
    String condition =
        input.ifMatch() != null ? "If-Match" : input.ifNoneMatch() != null ? "If-None-Match" : null;
    if (condition == null) {
      return;
    }
    if (!Objects.equals(latestNumber(edit, input.key()), upload.latestSequence())) {
      throw MultipartErrors.conflict(condition, input.key());
    }
  }

  private static Long latestNumber(BucketEdit edit, String key) {
    ObjectVersion latest = edit.latest(key);
    return latest == null ? null : latest.sequence();
  }

  /** The response of the earlier completion. */
  private CompleteMultipartUploadOutput again(
      BucketRequest request, CompleteMultipartUploadRequest input) {
    Bucket bucket = request.bucket();
    CompletedUpload before = bucket.uploads().completed(input.uploadId(), input.key());
    if (before == null) {
      throw MultipartErrors.noSuchUpload(input.uploadId());
    }
    ObjectVersion stored = bucket.versions().find(before.key(), before.versionId());
    if (stored != null && !stored.deleteMarker() && stored.content().etag().equals(before.etag())) {
      PutObjectOutput created = answers.describe(request, stored).build();
      return answer(request, input, before.checksum() == null ? CREATED.without(created) : created);
    }
    PutObjectOutput remembered =
        PutObjectOutput.builder()
            .eTag(Etags.quoted(before.etag()))
            .checksumType(before.checksumType())
            .versionId(before.versionId().equals(ObjectVersion.NULL_ID) ? null : before.versionId())
            .build();
    return answer(request, input, CREATED.with(remembered, before.checksum()));
  }

  /** The parts that the client lists, as uploaded. */
  private static List<ObjectPart> chosen(Upload upload, List<CompletedPart> listed) {
    String id = upload.record().id();
    List<ObjectPart> parts = new ArrayList<>(listed.size());
    int last = 0;
    for (CompletedPart wanted : listed) {
      if (wanted.partNumber() <= last) {
        throw MultipartErrors.partOrder(id);
      }
      last = wanted.partNumber();
    }
    for (CompletedPart wanted : listed) {
      UploadedPart uploaded = upload.parts().get(wanted.partNumber());
      if (uploaded == null || !isSame(upload, wanted, uploaded.part())) {
        throw MultipartErrors.invalidPart(id, wanted);
      }
      parts.add(uploaded.part());
    }
    for (ObjectPart part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < MIN_PART_BYTES) {
        throw MultipartErrors.tooSmall(part, MIN_PART_BYTES);
      }
    }
    return List.copyOf(parts);
  }

  private static boolean isSame(Upload upload, CompletedPart wanted, ObjectPart part) {
    ChecksumAlgorithm algorithm = UploadChecksums.algorithmOf(upload.record());
    String checksum = PART.get(wanted, algorithm);
    boolean composite = ChecksumType.COMPOSITE.equals(upload.record().checksumType());
    Checksum other = PART.any(wanted);
    if (checksum == null && other != null && upload.record().checksumAlgorithm() != null) {
      throw MultipartErrors.badPartChecksum(other.algorithm(), part.number());
    }
    if (composite && checksum == null) {
      throw MultipartErrors.missingPartChecksum(algorithm.name(), part.number());
    }
    return Etags.bare(wanted.eTag()).equals(part.etag())
        && (other == null || checksum != null && checksum.equals(part.checksum().value()));
  }

  /** Requires the upload's checksum type, or none. */
  private static void checkType(UploadRecord upload, CompleteMultipartUploadRequest input) {
    if (input.checksumType() != null && !input.checksumType().equals(upload.checksumType())) {
      throw S3Refusals.invalidRequest(
          "The upload was created using the "
              + upload.checksumType()
              + " checksum mode. The complete request must use the same checksum mode.");
    }
  }

  /** Compares the client's checksum and size of the whole object. */
  private static void checkWhole(
      Upload upload, CompleteMultipartUploadRequest input, Checksum computed) {
    Checksum given = REQUEST.any(input);
    if (given == null) {
      return;
    }
    if (input.checksumType() == null
        && ChecksumType.FULL_OBJECT.equals(upload.record().checksumType())) {
      // Without the type S3 assumes the other one, which does not match.
      throw MultipartErrors.badChecksum(computed.algorithm());
    }
    if (!given.algorithm().equals(computed.algorithm())) {
      throw MultipartErrors.otherChecksum(computed.algorithm(), given.algorithm());
    }
    if (!given.value().equals(computed.value())) {
      throw MultipartErrors.badChecksum(computed.algorithm());
    }
  }

  private static CompleteMultipartUploadOutput answer(
      BucketRequest request, CompleteMultipartUploadRequest input, PutObjectOutput created) {
    return ANSWER.of(created).toBuilder()
        .location(location(request, input))
        .bucket(request.bucket().name())
        .key(input.key())
        .build();
  }

  private static String location(BucketRequest request, CompleteMultipartUploadRequest input) {
    AccessPoint point = request.accessPoint();
    String label =
        point == null || request.header("Host").startsWith(input.bucket() + ".")
            ? input.bucket()
            : point.name() + "-" + point.owner();
    return ObjectAddress.of(request.context().http(), label, input.bucket(), input.key());
  }
}
