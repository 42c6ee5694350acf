package dev.brume.s3.select;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.SelectObjectContentOutput;
import dev.brume.s3.api.SelectObjectContentRequest;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * SelectObjectContent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
final class SelectOperations {
  /** Objects in these classes can't be queried, restored or not. */
  private static final Set<String> REFUSED_CLASSES =
      Set.of(StorageClass.GLACIER, StorageClass.DEEP_ARCHIVE, StorageClass.REDUCED_REDUNDANCY);

  private final Timeline timeline;
  private final List<ReadGuard> guards;
  private final Executor executor;

  /**
   * @param guards the features that may refuse a read
   * @param executor has a thread for every query, which may block on the client
   */
  SelectOperations(Timeline timeline, List<ReadGuard> guards, Executor executor) {
    this.timeline = timeline;
    this.guards = guards;
    this.executor = executor;
  }

  public CompletionStage<SelectObjectContentOutput> selectObjectContent(
      BucketRequest request, SelectObjectContentRequest input) {
    if (request.requester() == null) {
      throw S3Refusals.accessDenied();
    }
    SelectPlan plan = SelectRequestCheck.plan(input);
    ObjectVersion version = request.bucket().versions().latest(input.key());
    if (version == null || version.deleteMarker()) {
      throw S3Refusals.noSuchKey(input.key());
    }
    if (version.storageClass() != null && REFUSED_CLASSES.contains(version.storageClass())) {
      throw SelectErrors.storageClass(version.storageClass());
    }
    for (ReadGuard guard : guards) {
      guard.check(request, version, ReadGuard.Purpose.CONTENT);
    }
    return SelectRun.start(plan, new Content(version.content()), timeline.now(), executor)
        .thenApply(events -> SelectObjectContentOutput.builder().payload(events).build());
  }

  /** The bytes of a version. */
  private record Content(ObjectContent content) implements ObjectBytes {
    @Override
    public long length() {
      return content.size();
    }

    @Override
    public ByteStream stream(long offset, long length) {
      return content.stream(offset, length);
    }
  }
}
