package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketInventoryConfigurationRequest;
import dev.brume.s3.api.GetBucketInventoryConfigurationOutput;
import dev.brume.s3.api.GetBucketInventoryConfigurationRequest;
import dev.brume.s3.api.InventoryConfiguration;
import dev.brume.s3.api.InventoryEncryption;
import dev.brume.s3.api.InventoryS3BucketDestination;
import dev.brume.s3.api.ListBucketInventoryConfigurationsOutput;
import dev.brume.s3.api.ListBucketInventoryConfigurationsRequest;
import dev.brume.s3.api.PutBucketInventoryConfigurationRequest;
import dev.brume.s3.configuration.NamedConfigurations.Page;

/**
 * The inventory configurations of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html">PutBucketInventoryConfiguration</a>
 */
final class InventoryOperations {
  private final NamedConfigurations<InventoryConfiguration> known =
      new NamedConfigurations<>(Configurations.INVENTORY);

  public Unit putBucketInventoryConfiguration(
      BucketRequest request, PutBucketInventoryConfigurationRequest input) {
    InventoryConfiguration given = input.inventoryConfiguration();
    if (!given.id().equals(input.id())) {
      throw AwsError.client(
          "IdMismatch", 400, "Document ID does not match the specified configuration ID.");
    }
    InventoryS3BucketDestination destination = given.destination().s3BucketDestination();
    DestinationBucket.check(destination.bucket());
    InventoryEncryption encryption = destination.encryption();
    if (encryption != null && (encryption.sses3() == null) == (encryption.ssekms() == null)) {
      throw S3Refusals.malformedXml();
    }
    return known.put(request, given.id(), given);
  }

  public GetBucketInventoryConfigurationOutput getBucketInventoryConfiguration(
      BucketRequest request, GetBucketInventoryConfigurationRequest input) {
    return GetBucketInventoryConfigurationOutput.builder()
        .inventoryConfiguration(known.get(request, input.id()))
        .build();
  }

  public ListBucketInventoryConfigurationsOutput listBucketInventoryConfigurations(
      BucketRequest request, ListBucketInventoryConfigurationsRequest input) {
    Page<InventoryConfiguration> page = known.page(request, input.continuationToken());
    return ListBucketInventoryConfigurationsOutput.builder()
        .inventoryConfigurationList(page.values())
        .isTruncated(page.next() != null)
        .continuationToken(input.continuationToken())
        .nextContinuationToken(page.next())
        .build();
  }

  public Unit deleteBucketInventoryConfiguration(
      BucketRequest request, DeleteBucketInventoryConfigurationRequest input) {
    return known.delete(request, input.id());
  }
}
