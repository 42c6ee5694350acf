package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the role of a replication must be allowed by buckets' policies, where these are enforced.
 * The role's own policies are taken to allow it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">Setting
 *     up permissions for live replication</a>
 */
class ReplicationPermissionsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/service-role/r";
  private static final String FOREIGN =
      "<Account>"
          + S3Wire.OTHER_ACCOUNT
          + "</Account><AccessControlTranslation><Owner>Destination</Owner>"
          + "</AccessControlTranslation>";

  private final S3Wire s3 = AccessWire.enforced();
  private final S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);

  @BeforeEach
  void makeBuckets() {
    s3.create("source").versioning("source", "Enabled");
    s3.create("target").versioning("target", "Enabled");
    other.create("foreign").versioning("foreign", "Enabled");
  }

  private void replicate(String destination, String further) {
    String configuration =
        "<ReplicationConfiguration><Role>"
            + ROLE
            + "</Role><Rule><Status>Enabled</Status><Priority>1</Priority><Filter/>"
            + "<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>"
            + "<Destination><Bucket>arn:aws:s3:::"
            + destination
            + "</Bucket>"
            + further
            + "</Destination></Rule></ReplicationConfiguration>";
    AccessWire.put(s3, "/source?replication", configuration).hasStatus(200);
  }

  private static void statement(S3Wire owner, String bucket, String effect, String... actions) {
    AccessWire.policy(
            owner,
            bucket,
            "{'Version':'2012-10-17','Statement':[{'Effect':'"
                + effect
                + "','Principal':{'AWS':'"
                + ROLE
                + "'},'Action':['s3:"
                + String.join("','s3:", actions)
                + "'],'Resource':'arn:aws:s3:::"
                + bucket
                + "/*'}]}")
        .hasStatus(204);
  }

  /** The status that an object has in the end. */
  private String put(String... headers) {
    s3.put("/source/k", "x", headers).hasStatus(200);
    s3.pass(Duration.ofSeconds(1));
    return s3.head("/source/k").header("x-amz-replication-status");
  }

  @Test
  void withinAnAccountNothingButADenialKeepsItBack() {
    replicate("target", "");
    assertThat(put()).isEqualTo("COMPLETED");
    statement(s3, "target", "Deny", "ReplicateObject");
    assertThat(put()).isEqualTo("FAILED");
    statement(s3, "target", "Deny", "ReplicateTags");
    assertThat(put()).isEqualTo("COMPLETED");
    assertThat(put("x-amz-tagging", "a=b")).isEqualTo("FAILED");
    s3.delete("/target?policy").hasStatus(204);
    statement(s3, "source", "Deny", "GetObjectVersionTagging");
    assertThat(put()).isEqualTo("COMPLETED");
    assertThat(put("x-amz-tagging", "a=b")).isEqualTo("FAILED");
    statement(s3, "source", "Deny", "GetObjectVersionForReplication");
    assertThat(put()).isEqualTo("FAILED");
  }

  @Test
  void anotherAccountHasToAllowIt() {
    replicate("foreign", "");
    assertThat(put()).isEqualTo("FAILED");
    statement(other, "foreign", "Allow", "ReplicateObject");
    assertThat(put()).isEqualTo("COMPLETED");
    s3.delete("/source/k").hasStatus(204);
    s3.pass(Duration.ofSeconds(1));
    other.head("/foreign/k").hasStatus(200);

    statement(other, "foreign", "Allow", "ReplicateObject", "ReplicateDelete");
    s3.put("/source/k", "x");
    s3.delete("/source/k");
    s3.pass(Duration.ofSeconds(1));
    other.head("/foreign/k").hasStatus(404);
  }

  /** "The destination buckets can't be configured as a Requester Pays bucket." */
  @Test
  void anotherAccountMustPayItself() {
    replicate("foreign", "");
    statement(other, "foreign", "Allow", "ReplicateObject");
    String payer =
        "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
    AccessWire.put(other, "/foreign?requestPayment", payer).hasStatus(200);
    assertThat(put()).isEqualTo("FAILED");
  }

  @Test
  void changingTheOwnerIsAllowedByItself() {
    replicate("foreign", FOREIGN);
    statement(other, "foreign", "Allow", "ReplicateObject");
    assertThat(put()).isEqualTo("FAILED");
    statement(other, "foreign", "Allow", "ReplicateObject", "ObjectOwnerOverrideToBucketOwner");
    assertThat(put()).isEqualTo("COMPLETED");
  }

  @Test
  void othersNeitherSeeNorChangeTheConfiguration() {
    replicate("target", "");
    other.get("/source?replication").isError(403, "AccessDenied");
    other.delete("/source?replication").isError(403, "AccessDenied");
  }
}
