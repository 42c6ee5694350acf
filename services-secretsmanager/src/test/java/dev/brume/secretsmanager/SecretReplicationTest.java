package dev.brume.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.secretsmanager.api.SecretsManagerApi;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Copies of secrets in other regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html">Replicate
 *     secrets across Regions</a>
 */
class SecretReplicationTest {
  private static final String TOKEN = "%032d".formatted(1);
  private static final String ELSEWHERE = "us-west-2";

  private final WireClient secrets =
      TestServer.of(SecretsManagerApi.SERVICE, SecretsManagerService::new).client();
  private final WireClient others = secrets.in(ELSEWHERE);

  private static List<Map<String, String>> regions(String... names) {
    return List.of(names).stream().map(name -> Map.of("Region", name)).toList();
  }

  private JsonNode create(String name) {
    return secrets.ok(
        "CreateSecret",
        "Name",
        name,
        "SecretString",
        "v1",
        "ClientRequestToken",
        TOKEN,
        "AddReplicaRegions",
        regions(ELSEWHERE));
  }

  private JsonNode status(String name) {
    return secrets.ok("DescribeSecret", "SecretId", name).path("ReplicationStatus").path(0);
  }

  /** "The ARN for a replicated secret is the same as the primary secret except for the Region." */
  @Test
  void areMadeWithTheSecret() {
    JsonNode made = create("s");
    assertThat(made.path("ReplicationStatus").path(0).path("Status").asText())
        .isEqualTo("InProgress");
    assertThat(made.path("ReplicationStatus").path(0).path("KmsKeyId").asText())
        .isEqualTo("alias/aws/secretsmanager");

    JsonNode copy = others.ok("DescribeSecret", "SecretId", "s");
    assertThat(copy.path("ARN").asText())
        .isEqualTo(made.path("ARN").asText().replace("eu-west-1", ELSEWHERE));
    assertThat(copy.path("PrimaryRegion").asText()).isEqualTo("eu-west-1");
    assertThat(copy.path("VersionIdsToStages").path(TOKEN).path(0).asText())
        .isEqualTo("AWSCURRENT");
    assertThat(others.ok("GetSecretValue", "SecretId", "s").path("SecretString").asText())
        .isEqualTo("v1");
    assertThat(status("s").path("Status").asText()).isEqualTo("InSync");
    assertThat(status("s").path("StatusMessage").asText()).isEqualTo("Replication succeeded");
    assertThat(status("s").has("LastAccessedDate")).isTrue();
    secrets.server().assertKept(() -> status("s"));
  }

  @Test
  void followTheirPrimary() {
    create("s");
    secrets.ok(
        "PutSecretValue",
        "SecretId",
        "s",
        "SecretString",
        "v2",
        "ClientRequestToken",
        "%032d".formatted(2));
    secrets.ok("TagResource", "SecretId", "s", "Tags", List.of(Map.of("Key", "k", "Value", "v")));

    assertThat(others.ok("GetSecretValue", "SecretId", "s").path("SecretString").asText())
        .isEqualTo("v2");
    assertThat(
            others
                .ok("DescribeSecret", "SecretId", "s")
                .path("Tags")
                .path(0)
                .path("Value")
                .asText())
        .isEqualTo("v");
  }

  /** Known from AWS's answers; the page says that only the primary can be changed. */
  @Test
  void areChangedWhereThePrimaryIs() {
    create("s");

    assertThat(
            others
                .call(
                    "PutSecretValue",
                    "SecretId",
                    "s",
                    "SecretString",
                    "x",
                    "ClientRequestToken",
                    TOKEN)
                .isError(400, "InvalidRequestException")
                .message())
        .isEqualTo(
            "Operation not permitted on a replica secret. Call must be made in primary secret's"
                + " region.");
    others.call("DeleteSecret", "SecretId", "s").isError(400, "InvalidRequestException");
    secrets.call("DeleteSecret", "SecretId", "s").isError(400, "InvalidRequestException");
  }

  /** StatusMessage, "such as 'Secret with this name already exists in this region'". */
  @Test
  void doNotTakeThePlaceOfOthersUnlessTold() {
    others.ok("CreateSecret", "Name", "s", "SecretString", "other", "ClientRequestToken", TOKEN);
    create("s");
    assertThat(status("s").path("Status").asText()).isEqualTo("Failed");
    assertThat(status("s").path("StatusMessage").asText())
        .isEqualTo("Secret with this name already exists in this region");
    assertThat(others.ok("GetSecretValue", "SecretId", "s").path("SecretString").asText())
        .isEqualTo("other");

    secrets.ok(
        "ReplicateSecretToRegions",
        "SecretId",
        "s",
        "AddReplicaRegions",
        regions(ELSEWHERE),
        "ForceOverwriteReplicaSecret",
        true);

    assertThat(status("s").path("Status").asText()).isEqualTo("InSync");
    assertThat(others.ok("GetSecretValue", "SecretId", "s").path("SecretString").asText())
        .isEqualTo("v1");
  }

  /** RemoveRegionsFromReplication "deletes these replicas". */
  @Test
  void goWithTheirRegion() {
    create("s");

    JsonNode left =
        secrets.ok(
            "RemoveRegionsFromReplication",
            "SecretId",
            "s",
            "RemoveReplicaRegions",
            List.of(ELSEWHERE));

    assertThat(left.path("ReplicationStatus")).isEmpty();
    others.call("DescribeSecret", "SecretId", "s").isError(400, "ResourceNotFoundException");
    assertThat(secrets.ok("DescribeSecret", "SecretId", "s").has("PrimaryRegion")).isFalse();
    secrets.ok("DeleteSecret", "SecretId", "s");
  }

  /** StopReplicationToReplica "promotes the replica to a regional secret". */
  @Test
  void arePromoted() {
    create("s");
    secrets
        .call("StopReplicationToReplica", "SecretId", "s")
        .isError(400, "InvalidRequestException");

    others.ok("StopReplicationToReplica", "SecretId", "s");

    assertThat(secrets.ok("DescribeSecret", "SecretId", "s").has("ReplicationStatus")).isFalse();
    assertThat(others.ok("DescribeSecret", "SecretId", "s").has("PrimaryRegion")).isFalse();
    others.ok("DeleteSecret", "SecretId", "s");
  }

  /** The words are not documented. */
  @Test
  void areNotMadeInTheRegionOfThePrimary() {
    create("s");
    secrets
        .call(
            "ReplicateSecretToRegions", "SecretId", "s", "AddReplicaRegions", regions("eu-west-1"))
        .isError(400, "InvalidParameterException");
  }

  /** AWS's text for a region that is none is not known. */
  @Test
  void areInRegionsOfAws() {
    secrets.ok("CreateSecret", "Name", "n", "SecretString", "v", "ClientRequestToken", TOKEN);
    secrets
        .call("ReplicateSecretToRegions", "SecretId", "n", "AddReplicaRegions", regions("xx-1"))
        .isError(400, "InvalidParameterException");
  }
}
