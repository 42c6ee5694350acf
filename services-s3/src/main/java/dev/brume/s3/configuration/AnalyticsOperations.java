package dev.brume.s3.configuration;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AnalyticsConfiguration;
import dev.brume.s3.api.DeleteBucketAnalyticsConfigurationRequest;
import dev.brume.s3.api.GetBucketAnalyticsConfigurationOutput;
import dev.brume.s3.api.GetBucketAnalyticsConfigurationRequest;
import dev.brume.s3.api.ListBucketAnalyticsConfigurationsOutput;
import dev.brume.s3.api.ListBucketAnalyticsConfigurationsRequest;
import dev.brume.s3.api.PutBucketAnalyticsConfigurationRequest;
import dev.brume.s3.api.StorageClassAnalysisDataExport;
import dev.brume.s3.configuration.NamedConfigurations.Page;

/**
 * The storage class analysis configurations of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html">PutBucketAnalyticsConfiguration</a>
 */
final class AnalyticsOperations {
  private final NamedConfigurations<AnalyticsConfiguration> known =
      new NamedConfigurations<>(Configurations.ANALYTICS);

  public Unit putBucketAnalyticsConfiguration(
      BucketRequest request, PutBucketAnalyticsConfigurationRequest input) {
    AnalyticsConfiguration given = input.analyticsConfiguration();
    if (!given.id().equals(input.id())) {
      throw S3Refusals.malformedXml();
    }
    FilterCheck.check(given.filter());
    StorageClassAnalysisDataExport export = given.storageClassAnalysis().dataExport();
    if (export != null) {
      DestinationBucket.check(export.destination().s3BucketDestination().bucket());
    }
    return known.put(request, given.id(), given);
  }

  public GetBucketAnalyticsConfigurationOutput getBucketAnalyticsConfiguration(
      BucketRequest request, GetBucketAnalyticsConfigurationRequest input) {
    return GetBucketAnalyticsConfigurationOutput.builder()
        .analyticsConfiguration(known.get(request, input.id()))
        .build();
  }

  public ListBucketAnalyticsConfigurationsOutput listBucketAnalyticsConfigurations(
      BucketRequest request, ListBucketAnalyticsConfigurationsRequest input) {
    Page<AnalyticsConfiguration> page = known.page(request, input.continuationToken());
    return ListBucketAnalyticsConfigurationsOutput.builder()
        .analyticsConfigurationList(page.values())
        .isTruncated(page.next() != null)
        .continuationToken(input.continuationToken())
        .nextContinuationToken(page.next())
        .build();
  }

  public Unit deleteBucketAnalyticsConfiguration(
      BucketRequest request, DeleteBucketAnalyticsConfigurationRequest input) {
    return known.delete(request, input.id());
  }
}
