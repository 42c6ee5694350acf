package dev.brume.s3.replication;

import dev.brume.core.id.Ids;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.DeleteBucketReplicationRequest;
import dev.brume.s3.api.GetBucketReplicationOutput;
import dev.brume.s3.api.GetBucketReplicationRequest;
import dev.brume.s3.api.PutBucketReplicationRequest;
import dev.brume.s3.api.ReplicationConfiguration;
import dev.brume.s3.api.ReplicationRule;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.BucketRecord.Versioning;

/**
 * The replication configuration of a bucket. The token for object lock is accepted and ignored: AWS
 * no longer requires it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html">PutBucketReplication</a>
 */
final class ReplicationOperations {
  /** The length of the id that S3 generates for a rule without one. */
  private static final int MADE_ID_LENGTH = 48;

  private static final String MADE_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final Buckets buckets;
  private final Ids ids;

  ReplicationOperations(Buckets buckets, Ids ids) {
    this.buckets = buckets;
    this.ids = ids;
  }

  public Unit putBucketReplication(BucketRequest request, PutBucketReplicationRequest input) {
    ReplicationConfiguration configuration = input.replicationConfiguration();
    ReplicationConfigurationCheck.check(configuration);
    requireVersions(request.bucket().versioning());
    for (ReplicationRule rule : configuration.rules()) {
      DestinationCheck.check(request.bucket(), buckets, rule.destination());
    }
    ReplicationConfiguration named =
        configuration.toBuilder()
            .rules(configuration.rules().stream().map(this::withId).toList())
            .build();
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              requireVersions(edit.bucket().versioning());
              edit.setConfiguration(Configurations.REPLICATION, named);
              return Unit.INSTANCE;
            });
  }

  private static void requireVersions(Versioning versioning) {
    if (versioning != Versioning.ENABLED) {
      throw S3Refusals.invalidRequest(
          "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }
  }

  private ReplicationRule withId(ReplicationRule rule) {
    return rule.id() == null || rule.id().isEmpty()
        ? rule.toBuilder().id(ids.text(MADE_ID_LENGTH, MADE_ID_ALPHABET)).build()
        : rule;
  }

  public GetBucketReplicationOutput getBucketReplication(
      BucketRequest request, GetBucketReplicationRequest input) {
    ReplicationConfiguration known = request.bucket().configuration(Configurations.REPLICATION);
    if (known == null) {
      throw S3Errors.replicationConfigurationNotFoundError(
              "The replication configuration was not found")
          .withDetail("BucketName", request.bucket().name());
    }
    return GetBucketReplicationOutput.builder().replicationConfiguration(known).build();
  }

  public Unit deleteBucketReplication(BucketRequest request, DeleteBucketReplicationRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.removeConfiguration(Configurations.REPLICATION);
              return Unit.INSTANCE;
            });
  }
}
