package dev.brume.s3.object;

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
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectPart;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * PutObject. The body is written to the body store before anything is locked; the bucket is looked
 * up again when the body is complete.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public final class PutOperation {
  private static final long MAX_BYTES = 5L << 30;
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private final Buckets buckets;
  private final BodyStore bodies;
  private final ObjectDraft drafts;
  private final CreationHeaders answers;
  private final StoreSection section;

  public PutOperation(FeatureContext s3) {
    buckets = s3.buckets();
    bodies = s3.bodies();
    drafts = s3.drafts();
    answers = s3.creations();
    section = s3.section();
  }

  public CompletionStage<PutObjectOutput> putObject(BucketRequest request, PutObjectRequest input) {
    Preconditions.checkWritable(input.ifMatch(), input.ifNoneMatch());
    ObjectVersion.Builder draft = drafts.read(request, input);
    Headers headers = request.context().http().headers();
    UploadChecksum.requireFor(draft.lock(), headers, "Put Object");
    ByteStream body = input.body() == null ? new InMemoryByteStream(new byte[0]) : input.body();
    checkLength(body.length(), headers);
    return receive(request, input, draft, body, ObjectEvent.CREATED_PUT);
  }

  /** The same for a form's file, whose length is unknown. */
  public CompletionStage<PutObjectOutput> postObject(
      BucketRequest request, PutObjectRequest input) {
    return receive(
        request, input, drafts.read(request, input), input.body(), ObjectEvent.CREATED_POST);
  }

  private CompletionStage<PutObjectOutput> receive(
      BucketRequest request,
      PutObjectRequest input,
      ObjectVersion.Builder draft,
      ByteStream body,
      ObjectEvent event) {
    Headers headers = request.context().http().headers();
    ChecksumAlgorithm algorithm = UploadChecksum.requestedOrDefault(headers);
    return BodyReceiver.receive(bodies, body, UploadChecksum.toCompute(algorithm))
        .thenApply(
            received -> {
              draft.content(content(received, algorithm));
              return section.call(() -> store(request, input, draft.build(), event));
            });
  }

  /**
   * Refuses a body that is too large or whose length is unknown. Parts of multipart uploads have
   * the same limit.
   *
   * @param length the body's length: -1 for HTTP's chunked coding
   * @throws dev.brume.core.error.AwsError EntityTooLarge, MissingContentLength or NotImplemented
   */
  public static void checkLength(long length, Headers headers) {
    if (length > MAX_BYTES) {
      throw ObjectErrors.tooLarge(length, MAX_BYTES);
    }
    if (length < 0) {
      throw headers.contains(TRANSFER_ENCODING)
          ? S3Refusals.notImplemented(TRANSFER_ENCODING)
          : ObjectErrors.missingLength();
    }
    if (length == 0
        && !headers.contains("Content-Length")
        && !headers.contains(TRANSFER_ENCODING)) {
      throw ObjectErrors.missingLength();
    }
  }

  private PutObjectOutput store(
      BucketRequest request, PutObjectRequest input, ObjectVersion whole, ObjectEvent event) {
    try {
      Bucket bucket = buckets.again(request.bucket());
      ObjectVersion stored =
          bucket.edit(
              request.origin(),
              edit -> {
                Preconditions.checkWrite(edit, input.key(), input.ifMatch(), input.ifNoneMatch());
                return edit.put(whole, event);
              });
      return answers.describe(request.at(bucket), stored).build();
    } catch (RuntimeException refusal) {
      whole.content().discard();
      throw refusal;
    }
  }

  /** The received body as the content of an object from a single upload. */
  public static ObjectContent content(ReceivedBody received, ChecksumAlgorithm algorithm) {
    long size = received.body().length();
    ObjectPart whole = new ObjectPart(1, size, null, null, received.body());
    return new ObjectContent(
        size,
        UploadChecksum.etag(received),
        UploadChecksum.of(received, algorithm),
        ChecksumType.FULL_OBJECT,
        List.of(whole));
  }
}
