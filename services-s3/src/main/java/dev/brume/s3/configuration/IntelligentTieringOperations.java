package dev.brume.s3.configuration;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketIntelligentTieringConfigurationRequest;
import dev.brume.s3.api.GetBucketIntelligentTieringConfigurationOutput;
import dev.brume.s3.api.GetBucketIntelligentTieringConfigurationRequest;
import dev.brume.s3.api.IntelligentTieringAccessTier;
import dev.brume.s3.api.IntelligentTieringConfiguration;
import dev.brume.s3.api.ListBucketIntelligentTieringConfigurationsOutput;
import dev.brume.s3.api.ListBucketIntelligentTieringConfigurationsRequest;
import dev.brume.s3.api.PutBucketIntelligentTieringConfigurationRequest;
import dev.brume.s3.api.Tiering;
import dev.brume.s3.configuration.NamedConfigurations.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Intelligent-Tiering archive configurations of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html">PutBucketIntelligentTieringConfiguration</a>
 */
final class IntelligentTieringOperations {
  private static final int MAX_DAYS = 730;
  private static final int ARCHIVE_DAYS = 90;
  private static final int DEEP_ARCHIVE_DAYS = 180;
  private final NamedConfigurations<IntelligentTieringConfiguration> known =
      new NamedConfigurations<>(Configurations.INTELLIGENT_TIERING);

  public Unit putBucketIntelligentTieringConfiguration(
      BucketRequest request, PutBucketIntelligentTieringConfigurationRequest input) {
    IntelligentTieringConfiguration given = input.intelligentTieringConfiguration();
    if (!given.id().equals(input.id())) {
      throw S3Refusals.malformedXml();
    }
    FilterCheck.check(given.filter());
    check(given.tierings());
    return known.put(request, given.id(), given);
  }

  private static void check(List<Tiering> tierings) {
    if (tierings.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    Set<String> tiers = new HashSet<>();
    for (Tiering tiering : tierings) {
      boolean deep = tiering.accessTier().equals(IntelligentTieringAccessTier.DEEP_ARCHIVE_ACCESS);
      int least = deep ? DEEP_ARCHIVE_DAYS : ARCHIVE_DAYS;
      if (tiering.days() < least || tiering.days() > MAX_DAYS) {
        throw S3Refusals.invalidArgument("Invalid Argument", "Days", tiering.days().toString());
      }
      if (!tiers.add(tiering.accessTier())) {
        throw S3Refusals.invalidArgument("Invalid Argument", "AccessTier", tiering.accessTier());
      }
    }
  }

  public GetBucketIntelligentTieringConfigurationOutput getBucketIntelligentTieringConfiguration(
      BucketRequest request, GetBucketIntelligentTieringConfigurationRequest input) {
    return GetBucketIntelligentTieringConfigurationOutput.builder()
        .intelligentTieringConfiguration(known.get(request, input.id()))
        .build();
  }

  public ListBucketIntelligentTieringConfigurationsOutput
      listBucketIntelligentTieringConfigurations(
          BucketRequest request, ListBucketIntelligentTieringConfigurationsRequest input) {
    Page<IntelligentTieringConfiguration> page = known.page(request, input.continuationToken());
    return ListBucketIntelligentTieringConfigurationsOutput.builder()
        .intelligentTieringConfigurationList(page.values())
        .isTruncated(page.next() != null)
        .continuationToken(input.continuationToken())
        .nextContinuationToken(page.next())
        .build();
  }

  public Unit deleteBucketIntelligentTieringConfiguration(
      BucketRequest request, DeleteBucketIntelligentTieringConfigurationRequest input) {
    return known.delete(request, input.id());
  }
}
