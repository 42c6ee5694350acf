package dev.brume.s3.object;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.FeatureHooks;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Object operations: put, copy, read and delete, and tags. */
public final class ObjectFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    GuardedBinder b = s3.operations();
    FeatureHooks hooks = s3.hooks();
    hooks
        .routes()
        .add((request, hosts) -> RelativeKeys.isIn(request.path()) ? RelativeKeys::refuse : null);
    ReadOperations reads =
        new ReadOperations(new ObjectHeaders(hooks.answers()), hooks.readGuards());
    b.onBucket(S3Api.GET_OBJECT, reads::getObject);
    b.onBucket(S3Api.HEAD_OBJECT, reads::headObject);
    b.onBucket(
        S3Api.GET_OBJECT_ATTRIBUTES,
        new AttributesOperation(hooks.readGuards())::getObjectAttributes);

    b.onBucketAsync(S3Api.PUT_OBJECT, new PutOperation(s3)::putObject);
    b.onBucketAsync(S3Api.COPY_OBJECT, new CopyOperation(s3)::copyObject);

    DeleteOperations deletes = new DeleteOperations(s3.access(), hooks.deleteGuards());
    b.onBucket(S3Api.DELETE_OBJECT, deletes::deleteObject);
    b.onBucket(S3Api.DELETE_OBJECTS, deletes::deleteObjects);

    TaggingOperations tagging = new TaggingOperations();
    b.onBucket(S3Api.DELETE_OBJECT_TAGGING, tagging::deleteObjectTagging);
    b.onBucket(S3Api.GET_OBJECT_TAGGING, tagging::getObjectTagging);
    b.onBucket(S3Api.PUT_OBJECT_TAGGING, tagging::putObjectTagging);
  }
}
