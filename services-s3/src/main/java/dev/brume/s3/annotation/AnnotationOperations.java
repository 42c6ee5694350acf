package dev.brume.s3.annotation;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AnnotationEntry;
import dev.brume.s3.api.ChecksumMode;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.DeleteObjectAnnotationOutput;
import dev.brume.s3.api.DeleteObjectAnnotationRequest;
import dev.brume.s3.api.GetObjectAnnotationOutput;
import dev.brume.s3.api.GetObjectAnnotationRequest;
import dev.brume.s3.api.ListObjectAnnotationsOutput;
import dev.brume.s3.api.ListObjectAnnotationsRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.encryption.EncryptionHeaders;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Utf8Order;
import dev.brume.s3.multipart.ChecksumFields;
import dev.brume.s3.object.DeleteGuard;
import dev.brume.s3.object.ObjectFinder;
import dev.brume.s3.object.Preconditions;
import dev.brume.s3.object.VersionIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * GetObjectAnnotation, ListObjectAnnotations and DeleteObjectAnnotation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating
 *     your objects</a>
 */
final class AnnotationOperations {
  private static final int MAX_RESULTS = 1000;
  private static final int SECOND_MILLIS = 1000;

  private static final ChecksumFields CHECKSUM =
      new ChecksumFields(GetObjectAnnotationOutput.SCHEMA);

  private final List<DeleteGuard> guards;

  /**
   * @param guards the features that may protect a version, and thereby its annotations
   */
  AnnotationOperations(List<DeleteGuard> guards) {
    this.guards = guards;
  }

  public GetObjectAnnotationOutput getObjectAnnotation(
      BucketRequest request, GetObjectAnnotationRequest input) {
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    ObjectAnnotation annotation =
        request.bucket().annotations().of(version).get(input.annotationName());
    if (annotation == null) {
      throw S3Errors.noSuchAnnotation("The specified annotation does not exist.");
    }
    GetObjectAnnotationOutput.Builder answer =
        GetObjectAnnotationOutput.builder()
            .annotationPayload(annotation.payload().stream(0, annotation.size()))
            .contentLength(annotation.size())
            .eTag(quoted(annotation))
            .lastModified(lastModified(annotation))
            .objectVersionId(VersionIds.shown(request.bucket(), version))
            .replicationStatus(annotation.replicationStatus())
            .serverSideEncryption(EncryptionHeaders.algorithm(version.encryption()));
    return ChecksumMode.ENABLED.equals(input.checksumMode())
        ? CHECKSUM.with(
            answer.checksumType(ChecksumType.FULL_OBJECT).build(), annotation.checksum())
        : answer.build();
  }

  static String quoted(ObjectAnnotation annotation) {
    return '"' + annotation.etag() + '"';
  }

  private static Instant lastModified(ObjectAnnotation annotation) {
    return Instant.ofEpochSecond(Math.floorDiv(annotation.modifiedMillis(), SECOND_MILLIS));
  }

  // --------------------------------------------------------------------------------------- list

  public ListObjectAnnotationsOutput listObjectAnnotations(
      BucketRequest request, ListObjectAnnotationsRequest input) {
    String prefix = input.annotationPrefix() == null ? "" : input.annotationPrefix();
    AnnotationNames.checkPrefix(prefix);
    String token = input.continuationToken();
    PageTokens tokens =
        S3Refusals.pageTokens(
            "ListObjectAnnotations", "continuation-token", request.bucket().name(), input.key());
    String after = tokens.position(token);
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    int max = input.maxAnnotationResults() == null ? MAX_RESULTS : input.maxAnnotationResults();
    boolean begins = Utf8Order.INSTANCE.compare(after, prefix) < 0;
    NavigableMap<String, ObjectAnnotation> rest =
        request.bucket().annotations().of(version).tailMap(begins ? prefix : after, begins);
    List<AnnotationEntry> page = new ArrayList<>();
    String next = null;
    for (ObjectAnnotation annotation : rest.values()) {
      if (!annotation.name().startsWith(prefix)) {
        break;
      }
      if (page.size() == max) {
        next = tokens.after(page.getLast().annotationName());
        break;
      }
      page.add(entry(annotation));
    }
    return ListObjectAnnotationsOutput.builder()
        .annotations(page)
        .annotationCount(page.size())
        .annotationPrefix(input.annotationPrefix())
        .bucket(request.bucket().name())
        .key(input.key())
        .maxAnnotationResults(max)
        .continuationToken(token)
        .nextContinuationToken(next)
        .objectVersionId(VersionIds.shown(request.bucket(), version))
        .build();
  }

  private static AnnotationEntry entry(ObjectAnnotation annotation) {
    return AnnotationEntry.builder()
        .annotationName(annotation.name())
        .checksumAlgorithm(List.of(annotation.checksum().algorithm()))
        .eTag(quoted(annotation))
        .lastModified(lastModified(annotation))
        .replicationStatus(annotation.replicationStatus())
        .size(annotation.size())
        .build();
  }

  // ------------------------------------------------------------------------------------- delete

  /** Deletes the annotation with that name, if there is one. */
  public DeleteObjectAnnotationOutput deleteObjectAnnotation(
      BucketRequest request, DeleteObjectAnnotationRequest input) {
    AnnotationNames.check(input.annotationName());
    return request.bucket().edit(request.origin(), edit -> delete(request, input, edit));
  }

  private DeleteObjectAnnotationOutput delete(
      BucketRequest request, DeleteObjectAnnotationRequest input, BucketEdit edit) {
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    checkObject(input.objectIfMatch(), version);
    for (DeleteGuard guard : guards) {
      guard.check(request, version);
    }
    ObjectAnnotation annotation =
        edit.bucket().annotations().of(version).get(input.annotationName());
    if (annotation != null) {
      edit.removeAnnotation(version, annotation);
    }
    return DeleteObjectAnnotationOutput.builder()
        .objectVersionId(VersionIds.shown(request.bucket(), version))
        .build();
  }

  /**
   * Checks that the object is the one that the client expects.
   *
   * @param ifMatch null if absent
   * @throws AwsError PreconditionFailed
   */
  static void checkObject(String ifMatch, ObjectVersion version) {
    if (ifMatch != null && !Preconditions.matches(ifMatch, version)) {
      throw S3Refusals.preconditionFailed("x-amz-object-if-match");
    }
  }
}
