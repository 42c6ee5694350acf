package dev.brume.s3.annotation;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.http.Headers;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.PutObjectAnnotationOutput;
import dev.brume.s3.api.PutObjectAnnotationRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.encryption.EncryptionHeaders;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.multipart.ChecksumFields;
import dev.brume.s3.object.ObjectErrors;
import dev.brume.s3.object.ObjectFinder;
import dev.brume.s3.object.PutOperation;
import dev.brume.s3.object.UploadChecksum;
import dev.brume.s3.object.VersionIds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;

/**
 * PutObjectAnnotation. The payload is written to the body store before anything is locked; the
 * object is looked up again when the payload is complete.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAnnotation.html">PutObjectAnnotation</a>
 */
final class PutAnnotationOperation {
  private static final int MAX_BYTES = 1 << 20;

  /** "Each object can have up to 1,000 annotations." */
  private static final int MAX_ANNOTATIONS = 1_000;

  private static final ChecksumFields CHECKSUM =
      new ChecksumFields(PutObjectAnnotationOutput.SCHEMA);

  private final Buckets buckets;
  private final BodyStore bodies;
  private final Timeline timeline;
  private final StoreSection section;

  PutAnnotationOperation(FeatureContext s3) {
    buckets = s3.buckets();
    bodies = s3.bodies();
    timeline = s3.timeline();
    section = s3.section();
  }

  public CompletionStage<PutObjectAnnotationOutput> putObjectAnnotation(
      BucketRequest request, PutObjectAnnotationRequest input) {
    AnnotationNames.check(input.annotationName());
    checkVersion(request, input);
    ByteStream payload =
        input.annotationPayload() == null
            ? new InMemoryByteStream(new byte[0])
            : input.annotationPayload();
    Headers headers = request.context().http().headers();
    PutOperation.checkLength(payload.length(), headers);
    checkLength(payload.length());
    ChecksumAlgorithm algorithm = UploadChecksum.requestedOrDefault(headers);
    return BodyReceiver.receive(bodies, payload, UploadChecksum.toCompute(algorithm))
        .thenApply(received -> section.call(() -> store(request, input, received, algorithm)));
  }

  private static void checkLength(long length) {
    if (length > MAX_BYTES) {
      throw ObjectErrors.tooLarge(length, MAX_BYTES);
    }
    if (length == 0) {
      throw S3Refusals.invalidRequest("The annotation payload must not be empty.");
    }
  }

  private static ObjectVersion checkVersion(
      BucketRequest request, PutObjectAnnotationRequest input) {
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    AnnotationOperations.checkObject(input.objectIfMatch(), version);
    if (version.encryption() != null && version.encryption().isByCustomer()) {
      throw ObjectErrors.noAnnotations();
    }
    return version;
  }

  private PutObjectAnnotationOutput store(
      BucketRequest request,
      PutObjectAnnotationRequest input,
      ReceivedBody received,
      ChecksumAlgorithm algorithm) {
    StoredBody payload = received.body();
    try {
      requireUtf8(payload);
      Bucket bucket = buckets.again(request.bucket());
      ObjectAnnotation annotation =
          new ObjectAnnotation(
              input.annotationName(),
              timeline.nowMillis(),
              UploadChecksum.etag(received),
              UploadChecksum.of(received, algorithm),
              payload);
      return bucket.edit(
          request.origin(),
          edit -> {
            ObjectVersion version = checkVersion(request.at(bucket), input);
            checkCount(bucket.annotations().of(version), annotation.name());
            edit.annotate(version, annotation);
            return answer(bucket, version, annotation);
          });
    } catch (RuntimeException refusal) {
      payload.discard();
      throw refusal;
    }
  }

  private static void requireUtf8(StoredBody payload) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.bytes()));
    } catch (CharacterCodingException e) {
      throw S3Errors.unsupportedMediaType(
          "The annotation payload must be valid UTF-8 encoded text.");
    }
  }

  private static void checkCount(NavigableMap<String, ObjectAnnotation> known, String name) {
    if (known.size() >= MAX_ANNOTATIONS && !known.containsKey(name)) {
      throw S3Errors.annotationLimitExceeded(
          "The request would exceed the maximum number of annotations allowed per object.");
    }
  }

  private static PutObjectAnnotationOutput answer(
      Bucket bucket, ObjectVersion version, ObjectAnnotation annotation) {
    PutObjectAnnotationOutput answer =
        PutObjectAnnotationOutput.builder()
            .annotationName(annotation.name())
            .key(version.key())
            .checksumType(ChecksumType.FULL_OBJECT)
            .eTag(AnnotationOperations.quoted(annotation))
            .objectVersionId(VersionIds.shown(bucket, version))
            .serverSideEncryption(EncryptionHeaders.algorithm(version.encryption()))
            .build();
    return CHECKSUM.with(answer, annotation.checksum());
  }
}
