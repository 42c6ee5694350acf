package dev.brume.s3.select;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** S3 Select: queries over the contents of an object. */
public final class SelectFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    SelectOperations selects =
        new SelectOperations(s3.timeline(), s3.hooks().readGuards(), s3.background());
    s3.operations().onBucketAsync(S3Api.SELECT_OBJECT_CONTENT, selects::selectObjectContent);
  }
}
