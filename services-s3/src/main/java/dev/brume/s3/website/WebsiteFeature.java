package dev.brume.s3.website;

import dev.brume.s3.Feature;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.api.S3Api;

/** Static websites in buckets. */
public final class WebsiteFeature implements Feature {
  @Override
  public void join(FeatureContext s3) {
    Websites sites = new Websites(s3.buckets());
    s3.hooks()
        .routes()
        .add((request, hosts) -> sites.isAddressed(request, hosts) ? sites::serve : null);

    WebsiteOperations website = new WebsiteOperations();
    s3.operations().onBucket(S3Api.DELETE_BUCKET_WEBSITE, website::deleteBucketWebsite);
    s3.operations().onBucket(S3Api.GET_BUCKET_WEBSITE, website::getBucketWebsite);
    s3.operations().onBucket(S3Api.PUT_BUCKET_WEBSITE, website::putBucketWebsite);
  }
}
