package dev.brume.s3.multipart;

import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.http.Headers;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AbortMultipartUploadOutput;
import dev.brume.s3.api.AbortMultipartUploadRequest;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.CreateMultipartUploadOutput;
import dev.brume.s3.api.CreateMultipartUploadRequest;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.UploadPartOutput;
import dev.brume.s3.api.UploadPartRequest;
import dev.brume.s3.encryption.CustomerKeyGuard;
import dev.brume.s3.encryption.EncryptionHeaders;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.Checksum;
import dev.brume.s3.engine.ObjectEncryption;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.Upload;
import dev.brume.s3.engine.UploadRecord;
import dev.brume.s3.engine.UploadedPart;
import dev.brume.s3.lifecycle.LifecycleHeaders;
import dev.brume.s3.object.ObjectDraft;
import dev.brume.s3.object.PutOperation;
import dev.brume.s3.object.SharedMembers;
import dev.brume.s3.object.UploadChecksum;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * CreateMultipartUpload, UploadPart and AbortMultipartUpload.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>
 */
final class UploadOperations {
  /** The highest part number. */
  static final int MAX_PARTS = 10_000;

  private static final SharedMembers<PutObjectRequest> PUT_OF_CREATE =
      new SharedMembers<>(CreateMultipartUploadRequest.SCHEMA, PutObjectRequest.builder().build());

  private static final SharedMembers<CreateMultipartUploadOutput> CREATED =
      new SharedMembers<>(PutObjectOutput.SCHEMA, CreateMultipartUploadOutput.builder().build());

  private static final SharedMembers<UploadPartOutput> PART =
      new SharedMembers<>(PutObjectOutput.SCHEMA, UploadPartOutput.builder().build());

  private static final ChecksumFields PART_CHECKSUMS = new ChecksumFields(UploadPartOutput.SCHEMA);
  private static final EncryptionHeaders ENCRYPTION = new EncryptionHeaders();

  private final Buckets buckets;
  private final BodyStore bodies;
  private final ObjectDraft drafts;
  private final StoreSection section;

  UploadOperations(FeatureContext s3) {
    buckets = s3.buckets();
    bodies = s3.bodies();
    drafts = s3.drafts();
    section = s3.section();
  }

  public CreateMultipartUploadOutput createMultipartUpload(
      BucketRequest request, CreateMultipartUploadRequest input) {
    ChecksumAlgorithm algorithm = UploadChecksums.requested(input.checksumAlgorithm());
    String type = UploadChecksums.type(input.checksumType(), algorithm);
    ObjectVersion draft = drafts.read(request, PUT_OF_CREATE.of(input)).build();
    Upload upload =
        request
            .bucket()
            .edit(
                request.origin(),
                edit -> edit.beginUpload(draft, algorithm == null ? null : algorithm.name(), type));
    LifecycleHeaders.Abort abort = LifecycleHeaders.abort(request.bucket(), upload.record());
    return CREATED.of(encryption(request, draft)).toBuilder()
        .abortDate(abort == null ? null : abort.date())
        .abortRuleId(abort == null ? null : abort.ruleId())
        .bucket(request.bucket().name())
        .key(input.key())
        .uploadId(upload.record().id())
        .checksumAlgorithm(upload.record().checksumAlgorithm())
        .checksumType(type)
        .build();
  }

  public AbortMultipartUploadOutput abortMultipartUpload(
      BucketRequest request, AbortMultipartUploadRequest input) {
    if (input.ifMatchInitiatedTime() != null) {
      throw S3Refusals.notImplemented("x-amz-if-match-initiated-time");
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.abort(find(request.bucket(), input.uploadId(), input.key()));
              return AbortMultipartUploadOutput.builder().build();
            });
  }

  public CompletionStage<UploadPartOutput> uploadPart(
      BucketRequest request, UploadPartRequest input) {
    checkNumber(input.partNumber());
    Upload upload = find(request.bucket(), input.uploadId(), input.key());
    CustomerKeyGuard.checkPart(request, upload.record().draft().encryption());
    Headers headers = request.context().http().headers();
    UploadChecksum.requireFor(upload.record().draft().lock(), headers, "Put Part");
    ByteStream body = input.body() == null ? new InMemoryByteStream(new byte[0]) : input.body();
    PutOperation.checkLength(body.length(), headers);
    ChecksumAlgorithm sent = UploadChecksum.requested(headers);
    ChecksumAlgorithm kept = UploadChecksums.algorithmOf(upload.record());
    checkAlgorithm(upload.record(), sent);
    return receive(body, sent, kept)
        .thenApply(
            received ->
                answer(
                    PART.of(encryption(request, upload.record().draft())),
                    sent == null && upload.record().checksumAlgorithm() == null
                        ? null
                        : checksum(received, sent == null ? kept : sent),
                    store(request, input, partOf(upload, input.partNumber(), received, kept))));
  }

  /** Parts of composite checksums have their own, of the upload's algorithm only. */
  private static void checkAlgorithm(UploadRecord upload, ChecksumAlgorithm sent) {
    String expected = upload.checksumAlgorithm();
    if (expected == null) {
      return;
    }
    boolean missing = sent == null && ChecksumType.COMPOSITE.equals(upload.checksumType());
    boolean other = sent != null && !sent.name().equals(expected);
    if (missing || other) {
      throw MultipartErrors.otherChecksum(expected, missing ? null : sent.name());
    }
  }

  private CompletionStage<ReceivedBody> receive(
      ByteStream body, ChecksumAlgorithm sent, ChecksumAlgorithm kept) {
    Set<ChecksumAlgorithm> algorithms = EnumSet.of(ChecksumAlgorithm.MD5, kept);
    if (sent != null) {
      algorithms.add(sent);
    }
    return BodyReceiver.receive(bodies, body, algorithms);
  }

  /** A part from the received bytes, encrypted like its object. */
  static ObjectPart partOf(
      Upload upload, int number, ReceivedBody received, ChecksumAlgorithm kept) {
    ObjectEncryption encryption = upload.record().draft().encryption();
    String md5 = UploadChecksum.etag(received);
    return new ObjectPart(
        number,
        received.body().length(),
        encryption == null ? md5 : encryption.etag(md5, upload.record().id() + '/' + number),
        checksum(received, kept),
        received.body());
  }

  private static Checksum checksum(ReceivedBody received, ChecksumAlgorithm algorithm) {
    byte[] value = received.digests().get(algorithm);
    return new Checksum(algorithm.name(), Base64.getEncoder().encodeToString(value));
  }

  private UploadedPart store(BucketRequest request, UploadPartRequest input, ObjectPart part) {
    return section.call(() -> add(request, input.uploadId(), input.key(), part));
  }

  /** Adds a part if the upload still exists; otherwise its body is discarded. */
  UploadedPart add(BucketRequest request, String uploadId, String key, ObjectPart part) {
    try {
      Bucket bucket = buckets.again(request.bucket());
      return bucket.edit(request.origin(), edit -> edit.addPart(find(bucket, uploadId, key), part));
    } catch (RuntimeException refusal) {
      part.body().discard();
      throw refusal;
    }
  }

  private static UploadPartOutput answer(
      UploadPartOutput encryption, Checksum checksum, UploadedPart part) {
    UploadPartOutput answer = encryption.toBuilder().eTag(Etags.quoted(part.part().etag())).build();
    return PART_CHECKSUMS.with(answer, checksum);
  }

  /** The encryption of the future object. */
  static PutObjectOutput encryption(BucketRequest request, ObjectVersion draft) {
    PutObjectOutput.Builder answer = PutObjectOutput.builder();
    ENCRYPTION.contribute(request, draft, answer);
    return answer.build();
  }

  /**
   * Checks the number of a part.
   *
   * @throws dev.brume.core.error.AwsError InvalidArgument
   */
  static void checkNumber(int partNumber) {
    if (partNumber < 1 || partNumber > MAX_PARTS) {
      throw MultipartErrors.partNumber(partNumber, MAX_PARTS);
    }
  }

  /**
   * The upload with that id and key.
   *
   * @throws dev.brume.core.error.AwsError NoSuchUpload
   */
  static Upload find(Bucket bucket, String uploadId, String key) {
    Upload upload = bucket.uploads().find(uploadId, key);
    if (upload == null) {
      throw MultipartErrors.noSuchUpload(uploadId);
    }
    return upload;
  }
}
