package dev.brume.s3.object;

import dev.brume.core.access.CallerAccess;
import dev.brume.core.blob.BodyReceiver;
import dev.brume.core.blob.BodyReceiver.ReceivedBody;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.port.ObjectAttributes;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.schema.InMemoryByteStream;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.scope.Scope;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.ServerSideEncryption;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Buckets as other services of the emulator write to them: as the writer's account would. */
public final class WrittenObjects implements ObjectTarget {
  private static final int REQUEST_ID_LENGTH = 16;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEF";
  private static final ChecksumAlgorithm CHECKSUM = ChecksumAlgorithm.CRC64NVME;

  private final FeatureContext s3;

  /**
   * @param s3 the buckets, with their extension points
   */
  public WrittenObjects(FeatureContext s3) {
    this.s3 = s3;
  }

  @Override
  public CompletionStage<String> put(
      Scope writer, String bucket, String key, byte[] content, ObjectAttributes attributes) {
    Bucket target = s3.buckets().find(bucket, writer);
    if (target == null) {
      return CompletableFuture.failedFuture(Bucket.noSuchBucket(bucket));
    }
    String owner = attributes.expectedOwner();
    if (owner != null && !owner.equals(target.owner())) {
      return CompletableFuture.failedFuture(S3Refusals.accessDenied());
    }
    String requestId = s3.ids().text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET);
    PutObjectRequest input = input(bucket, key, attributes);
    BucketRequest request = new BucketRequest(context(writer, bucket, requestId), target);
    ObjectVersion.Builder draft;
    try {
      s3.access().check(request, input);
      draft = s3.drafts().read(request, input);
    } catch (AwsError refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    return BodyReceiver.receive(
            s3.bodies(), new InMemoryByteStream(content), UploadChecksum.toCompute(CHECKSUM))
        .thenApply(received -> store(target, draft, received, requestId));
  }

  private static PutObjectRequest input(String bucket, String key, ObjectAttributes attributes) {
    PutObjectRequest.Builder input =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(attributes.contentType())
            .storageClass(attributes.storageClass())
            .serverSideEncryption(attributes.encryption())
            .ssekmsKeyId(attributes.encryptionKey());
    if (attributes.encryption() == null && attributes.encryptionKey() != null) {
      input.serverSideEncryption(ServerSideEncryption.AWS_KMS);
    }
    return input.build();
  }

  /** A request of the account's root, who is denied what the bucket's policy denies. */
  private RequestContext context(Scope writer, String bucket, String requestId) {
    HttpRequest put =
        new HttpRequest(
            "PUT", "/" + bucket, null, new Headers(), RequestBody.EMPTY, ClientConnection.INTERNAL);
    CallerAccess access =
        CallerAccess.of(
            s3.surroundings().authorizer(),
            requestId,
            put,
            writer.region(),
            denial -> S3Refusals.accessDenied());
    return new RequestContext(
        requestId,
        writer,
        new Caller(writer.account(), writer.account(), null),
        ProtocolId.REST_XML,
        S3Api.PUT_OBJECT,
        put,
        access);
  }

  private String store(
      Bucket target, ObjectVersion.Builder draft, ReceivedBody received, String requestId) {
    ObjectContent content = PutOperation.content(received, CHECKSUM);
    ObjectVersion whole = draft.content(content).build();
    s3.section()
        .run(
            () -> {
              try {
                s3.buckets()
                    .again(target)
                    .edit(
                        new ChangeOrigin(null, null, null, requestId),
                        edit -> edit.put(whole, ObjectEvent.CREATED_PUT));
              } catch (RuntimeException refusal) {
                content.discard();
                throw refusal;
              }
            });
    return content.etag();
  }
}
