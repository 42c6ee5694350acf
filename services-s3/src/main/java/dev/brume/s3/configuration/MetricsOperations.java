package dev.brume.s3.configuration;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketMetricsConfigurationRequest;
import dev.brume.s3.api.GetBucketMetricsConfigurationOutput;
import dev.brume.s3.api.GetBucketMetricsConfigurationRequest;
import dev.brume.s3.api.ListBucketMetricsConfigurationsOutput;
import dev.brume.s3.api.ListBucketMetricsConfigurationsRequest;
import dev.brume.s3.api.MetricsConfiguration;
import dev.brume.s3.api.PutBucketMetricsConfigurationRequest;
import dev.brume.s3.configuration.NamedConfigurations.Page;

/**
 * The CloudWatch request metrics configurations of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html">PutBucketMetricsConfiguration</a>
 */
final class MetricsOperations {
  private final NamedConfigurations<MetricsConfiguration> known =
      new NamedConfigurations<>(Configurations.METRICS);

  public Unit putBucketMetricsConfiguration(
      BucketRequest request, PutBucketMetricsConfigurationRequest input) {
    MetricsConfiguration given = input.metricsConfiguration();
    if (!given.id().equals(input.id())) {
      throw S3Refusals.malformedXml();
    }
    FilterCheck.check(given.filter());
    return known.put(request, given.id(), given);
  }

  public GetBucketMetricsConfigurationOutput getBucketMetricsConfiguration(
      BucketRequest request, GetBucketMetricsConfigurationRequest input) {
    return GetBucketMetricsConfigurationOutput.builder()
        .metricsConfiguration(known.get(request, input.id()))
        .build();
  }

  public ListBucketMetricsConfigurationsOutput listBucketMetricsConfigurations(
      BucketRequest request, ListBucketMetricsConfigurationsRequest input) {
    Page<MetricsConfiguration> page = known.page(request, input.continuationToken());
    return ListBucketMetricsConfigurationsOutput.builder()
        .metricsConfigurationList(page.values())
        .isTruncated(page.next() != null)
        .continuationToken(input.continuationToken())
        .nextContinuationToken(page.next())
        .build();
  }

  public Unit deleteBucketMetricsConfiguration(
      BucketRequest request, DeleteBucketMetricsConfigurationRequest input) {
    return known.delete(request, input.id());
  }
}
