package dev.brume.s3.list;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** Lists of objects and object versions. */
public final class ListFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    ListedObjects listed = new ListedObjects(s3.timeline());
    ListObjectsOperations objects = new ListObjectsOperations(listed);
    s3.operations().onBucket(S3Api.LIST_OBJECTS, objects::listObjects);
    s3.operations().onBucket(S3Api.LIST_OBJECTS_V2, objects::listObjectsV2);
    s3.operations()
        .onBucket(
            S3Api.LIST_OBJECT_VERSIONS, new ListVersionsOperation(listed)::listObjectVersions);
  }
}
