package dev.brume.s3.annotation;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.GuardedBinder;
import dev.brume.s3.api.S3Api;

/** Annotations of objects. */
public final class AnnotationFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    GuardedBinder b = s3.operations();
    AnnotationOperations annotations = new AnnotationOperations(s3.hooks().deleteGuards());
    b.onBucket(S3Api.DELETE_OBJECT_ANNOTATION, annotations::deleteObjectAnnotation);
    b.onBucket(S3Api.GET_OBJECT_ANNOTATION, annotations::getObjectAnnotation);
    b.onBucket(S3Api.LIST_OBJECT_ANNOTATIONS, annotations::listObjectAnnotations);
    b.onBucketAsync(
        S3Api.PUT_OBJECT_ANNOTATION, new PutAnnotationOperation(s3)::putObjectAnnotation);
  }
}
