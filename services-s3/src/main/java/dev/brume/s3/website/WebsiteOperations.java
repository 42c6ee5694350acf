package dev.brume.s3.website;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketWebsiteRequest;
import dev.brume.s3.api.GetBucketWebsiteOutput;
import dev.brume.s3.api.GetBucketWebsiteRequest;
import dev.brume.s3.api.PutBucketWebsiteRequest;
import dev.brume.s3.api.WebsiteConfiguration;
import dev.brume.s3.configuration.Configurations;

/**
 * The website configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">PutBucketWebsite</a>
 */
final class WebsiteOperations {
  public Unit putBucketWebsite(BucketRequest request, PutBucketWebsiteRequest input) {
    WebsiteConfiguration configuration = input.websiteConfiguration();
    if (configuration == null) {
      throw S3Refusals.missingRequestBody();
    }
    WebsiteCheck.check(configuration);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.WEBSITE, configuration);
              return Unit.INSTANCE;
            });
  }

  public GetBucketWebsiteOutput getBucketWebsite(
      BucketRequest request, GetBucketWebsiteRequest input) {
    WebsiteConfiguration set = request.bucket().configuration(Configurations.WEBSITE);
    if (set == null) {
      throw WebsiteErrors.noSuchConfiguration(request.bucket().name());
    }
    return GetBucketWebsiteOutput.builder()
        .redirectAllRequestsTo(set.redirectAllRequestsTo())
        .indexDocument(set.indexDocument())
        .errorDocument(set.errorDocument())
        .routingRules(set.routingRules())
        .build();
  }

  public Unit deleteBucketWebsite(BucketRequest request, DeleteBucketWebsiteRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.WEBSITE);
              return Unit.INSTANCE;
            });
  }
}
