package dev.brume.s3.cors;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.DeleteBucketCorsRequest;
import dev.brume.s3.api.GetBucketCorsOutput;
import dev.brume.s3.api.GetBucketCorsRequest;
import dev.brume.s3.api.PutBucketCorsRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;

/**
 * The CORS configuration of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
final class CorsOperations {
  public Unit putBucketCors(BucketRequest request, PutBucketCorsRequest input) {
    CORSConfiguration configuration = input.corsConfiguration();
    if (configuration == null) {
      throw S3Refusals.missingRequestBody();
    }
    CorsCheck.check(configuration);
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(Configurations.CORS, configuration);
              return Unit.INSTANCE;
            });
  }

  public GetBucketCorsOutput getBucketCors(BucketRequest request, GetBucketCorsRequest input) {
    CORSConfiguration set = request.bucket().configuration(Configurations.CORS);
    if (set == null) {
      throw S3Errors.noSuchCORSConfiguration("The CORS configuration does not exist")
          .withDetail("BucketName", request.bucket().name());
    }
    return GetBucketCorsOutput.builder().corsRules(set.corsRules()).build();
  }

  public Unit deleteBucketCors(BucketRequest request, DeleteBucketCorsRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.CORS);
              return Unit.INSTANCE;
            });
  }
}
