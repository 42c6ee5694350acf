package dev.brume.server.clients.s3;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brume.server.Brume;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/**
 * The AWS SDK for Java replicates objects to another account's bucket in another region, across a
 * restart of the server.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">Replicating
 *     objects within and across Regions</a>
 */
class ReplicatedObjectsTest {
  private static final String OWNER = "111122223333";
  private static final String OTHER = "444455556666";

  /** Too much for the heap. */
  private static final byte[] BIG = new byte[300_000];

  @TempDir private Path directory;

  private Brume start() {
    Arrays.fill(BIG, (byte) 'x');
    return Brume.builder().data(directory.resolve("data")).port(0).start();
  }

  /** Retries, for the SDK's clock is one for all clients, and those of virtual time set it. */
  private static S3Client client(Brume brume, String account, Region region) {
    return S3Client.builder()
        .endpointOverride(brume.endpoint())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
        .forcePathStyle(true)
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  private static void create(S3Client client, String bucket) {
    client.createBucket(c -> c.bucket(bucket));
    client.putBucketVersioning(
        v ->
            v.bucket(bucket)
                .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
  }

  private static void replicate(S3Client client) {
    ReplicationRule everything =
        ReplicationRule.builder()
            .id("everything")
            .priority(1)
            .status(ReplicationRuleStatus.ENABLED)
            .filter(f -> f.prefix(""))
            .deleteMarkerReplication(d -> d.status(DeleteMarkerReplicationStatus.DISABLED))
            .destination(d -> d.bucket("arn:aws:s3:::replicas").account(OTHER))
            .build();
    String role = "arn:aws:iam::" + OWNER + ":role/replication";
    client.putBucketReplication(
        p -> p.bucket("source").replicationConfiguration(c -> c.role(role).rules(everything)));
  }

  private static ReplicationStatus status(S3Client client, String bucket) {
    return client.headObject(h -> h.bucket(bucket).key("big")).replicationStatus();
  }

  @Test
  void arriveAfterARestart() {
    String version;
    try (Brume brume = start();
        S3Client owner = client(brume, OWNER, Region.US_EAST_1);
        S3Client other = client(brume, OTHER, Region.EU_WEST_1)) {
      create(owner, "source");
      create(other, "replicas");
      replicate(owner);
      version =
          owner
              .putObject(p -> p.bucket("source").key("big"), RequestBody.fromBytes(BIG))
              .versionId();
      assertThat(status(owner, "source"))
          .isIn(ReplicationStatus.PENDING, ReplicationStatus.COMPLETED);
    }
    try (Brume brume = start();
        S3Client owner = client(brume, OWNER, Region.US_EAST_1);
        S3Client other = client(brume, OTHER, Region.EU_WEST_1)) {
      await()
          .atMost(20, SECONDS)
          .until(() -> status(owner, "source") == ReplicationStatus.COMPLETED);
      owner.deleteObject(d -> d.bucket("source").key("big").versionId(version));
      var replica = other.getObjectAsBytes(g -> g.bucket("replicas").key("big"));
      GetObjectResponse answer = replica.response();
      assertThat(replica.asByteArrayUnsafe()).isEqualTo(BIG);
      assertThat(answer.replicationStatus()).isEqualTo(ReplicationStatus.REPLICA);
      assertThat(answer.versionId()).isEqualTo(version);
    }
  }
}
