package dev.brume.s3.replication;

import static dev.brume.s3.replication.Rules.EVERYTHING;
import static dev.brume.s3.replication.Rules.MARKERS;
import static dev.brume.s3.replication.Rules.NO_MARKERS;
import static dev.brume.s3.replication.Rules.all;
import static dev.brume.s3.replication.Rules.create;
import static dev.brume.s3.replication.Rules.prefix;
import static dev.brume.s3.replication.Rules.priority;
import static dev.brume.s3.replication.Rules.replicate;
import static dev.brume.s3.replication.Rules.rule;
import static dev.brume.s3.replication.Rules.tag;
import static dev.brume.s3.replication.Rules.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is replicated, and as what it arrives. AWS does not document how long it takes; here it is a
 * second.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html">What
 *     does Amazon S3 replicate?</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html">Getting
 *     replication status information</a>
 */
class ReplicationTest {
  private static final String STATUS = "x-amz-replication-status";
  private static final String VERSION = "x-amz-version-id";
  private static final String KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/of-the-target";

  private final S3Wire s3 = new S3Wire();
  private final S3Wire far = s3.as(S3Wire.OTHER_ACCOUNT).in("eu-west-1");

  @BeforeEach
  void makeBuckets() {
    create(s3, "source");
    create(s3, "target");
    create(s3, "other");
    create(far, "far");
  }

  private void settle() {
    s3.pass(Duration.ofSeconds(1));
  }

  // ------------------------------------------------------------------------------- objects

  @Test
  void aNewObjectArrivesAsItIs() {
    replicate(s3, "source", all(1, to("target")));
    Answer put =
        s3.put(
                "/source/k",
                "abc",
                "Content-Type",
                "text/plain",
                "x-amz-meta-who",
                "me",
                "x-amz-tagging",
                "colour=blue",
                "x-amz-storage-class",
                "STANDARD_IA")
            .hasStatus(200);
    s3.head("/source/k").hasHeader(STATUS, "PENDING");
    s3.get("/target/k").isError(404, "NoSuchKey");
    String made = s3.head("/source/k").header("Last-Modified");

    s3.pass(Duration.ofMinutes(1));
    s3.get("/source/k").hasStatus(200).hasHeader(STATUS, "COMPLETED");
    Answer replica = s3.get("/target/k").hasStatus(200);
    assertThat(replica.text()).isEqualTo("abc");
    replica
        .hasHeader(STATUS, "REPLICA")
        .hasHeader(VERSION, put.header(VERSION))
        .hasHeader("ETag", put.header("ETag"))
        .hasHeader("Last-Modified", made)
        .hasHeader("Content-Type", "text/plain")
        .hasHeader("x-amz-meta-who", "me")
        .hasHeader("x-amz-tagging-count", "1")
        .hasHeader("x-amz-storage-class", "STANDARD_IA");
    s3.delete("/source/k?versionId=" + put.header(VERSION)).hasStatus(204);
    settle();
    assertThat(s3.get("/target/k").hasStatus(200).text()).isEqualTo("abc");
  }

  @Test
  void onlyWhatIsNewAndChosenIsReplicated() {
    s3.put("/source/a/old", "x");
    replicate(s3, "source", rule(to("target"), prefix("a/") + NO_MARKERS + priority(1)));
    s3.put("/source/a/new", "x");
    s3.put("/source/b/new", "x");
    s3.put("/source/a/copy", "", "x-amz-copy-source", "/source/a/old");
    tag(s3, "source/a/old", "red").hasStatus(200);
    settle();
    s3.head("/source/a/old").hasHeader(STATUS, null);
    s3.head("/source/b/new").hasHeader(STATUS, null);
    s3.head("/target/a/old").hasStatus(404);
    s3.head("/target/b/new").hasStatus(404);
    s3.head("/target/a/new").hasHeader(STATUS, "REPLICA");
    s3.head("/target/a/copy").hasHeader(STATUS, "REPLICA");

    s3.delete("/source?replication").hasStatus(204);
    s3.put("/source/a/late", "x");
    settle();
    s3.head("/target/a/late").hasStatus(404);
    s3.head("/source/a/new").hasHeader(STATUS, "COMPLETED");
  }

  @Test
  void tagsChooseToo() {
    String filter =
        "<Filter><And><Prefix>a</Prefix><Tag><Key>colour</Key><Value>blue</Value></Tag></And>"
            + "</Filter>";
    replicate(s3, "source", rule(to("target"), filter + NO_MARKERS + priority(1)));
    s3.put("/source/a1", "x", "x-amz-tagging", "colour=blue&x=y");
    s3.put("/source/a2", "x", "x-amz-tagging", "colour=red");
    s3.put("/source/a3", "x");
    tag(s3, "source/a3", "blue").hasStatus(200);
    settle();
    s3.head("/target/a1").hasStatus(200);
    s3.head("/target/a2").hasStatus(404);
    s3.head("/target/a3").hasStatus(404);
  }

  @Test
  void aMultipartObjectStaysOne() {
    replicate(s3, "source", all(1, to("far")));
    String id = s3.post("/source/k?uploads", "").element("UploadId");
    String first =
        s3.put("/source/k?partNumber=1&uploadId=" + id, "a".repeat(5 << 20)).header("ETag");
    String second = s3.put("/source/k?partNumber=2&uploadId=" + id, "b").header("ETag");
    String etag =
        s3.post(
                "/source/k?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                    + first
                    + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>"
                    + second
                    + "</ETag></Part></CompleteMultipartUpload>")
            .hasStatus(200)
            .element("ETag");
    settle();
    Answer part = far.get("/far/k?partNumber=2").hasStatus(206);
    assertThat(part.text()).isEqualTo("b");
    part.hasHeader("ETag", etag.replace("&quot;", "\"")).hasHeader("x-amz-mp-parts-count", "2");
  }

  @Test
  void everyDestinationGetsItByItsForemostRule() {
    replicate(
        s3,
        "source",
        all(1, to("target", "<StorageClass>ONEZONE_IA</StorageClass>")),
        rule(
            to("target", "<StorageClass>GLACIER_IR</StorageClass>"),
            prefix("a") + NO_MARKERS + priority(3)),
        all(2, to("other")),
        all(4, to("far")),
        all(5, to("target")).replaceFirst("Enabled", "Disabled"));
    s3.put("/source/a", "x");
    s3.put("/source/b", "x");
    settle();
    s3.head("/source/a").hasHeader(STATUS, "COMPLETED");
    s3.head("/target/a").hasHeader("x-amz-storage-class", "GLACIER_IR");
    s3.head("/target/b").hasHeader("x-amz-storage-class", "ONEZONE_IA");
    s3.head("/other/a").hasHeader(STATUS, "REPLICA").hasHeader("x-amz-storage-class", null);
    far.head("/far/b").hasHeader(STATUS, "REPLICA");
  }

  @Test
  void aReplicaIsNotReplicated() {
    replicate(s3, "source", all(1, to("target")));
    replicate(s3, "target", all(1, to("other")), all(2, to("source")));
    s3.put("/source/k", "x");
    s3.pass(Duration.ofMinutes(1));
    s3.head("/target/k").hasHeader(STATUS, "REPLICA");
    s3.head("/other/k").hasStatus(404);
    s3.put("/target/own", "x");
    settle();
    s3.head("/other/own").hasHeader(STATUS, "REPLICA");
    s3.head("/source/own").hasHeader(STATUS, "REPLICA");
  }

  /** What is older does not hide what is newer, wherever it was written. */
  @Test
  void versionsStandInTheOrderOfTheirTimes() {
    replicate(s3, "source", all(1, to("target")));
    replicate(s3, "target", all(1, to("source")));
    s3.put("/source/k", "first");
    s3.pass(Duration.ofMillis(10));
    s3.put("/target/k", "second");
    settle();
    assertThat(s3.get("/source/k").text()).isEqualTo("second");
    assertThat(s3.get("/target/k").text()).isEqualTo("second");
    String versions = s3.get("/target?versions").text();
    assertThat(versions.split("<Version>")).hasSize(3);
  }

  // ------------------------------------------------------------------------- delete markers

  @Test
  void deleteMarkersAreReplicatedWhereThatIsAskedFor() {
    replicate(
        s3, "source", rule(to("target"), EVERYTHING + MARKERS + priority(1)), all(2, to("other")));
    s3.put("/source/k", "x");
    settle();
    String marker = s3.delete("/source/k").hasStatus(204).header(VERSION);
    settle();
    s3.get("/target/k").isError(404, "NoSuchKey").hasHeader(VERSION, marker);
    s3.get("/other/k").hasStatus(200);

    s3.delete("/source/k?versionId=" + marker).hasStatus(204);
    settle();
    s3.get("/source/k").hasStatus(200);
    s3.get("/target/k").isError(404, "NoSuchKey");
  }

  @Test
  void theFirstVersionReplicatesUsersDeleteMarkersAlone() {
    replicate(s3, "source", rule(to("target"), "<Prefix></Prefix>"));
    s3.put("/source/k", "x");
    s3.put("/source/expiring", "x");
    String expiry =
        "<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter>"
            + "<Prefix>expiring</Prefix></Filter><Expiration><Days>1</Days></Expiration></Rule>"
            + "</LifecycleConfiguration>";
    s3.put("/source?lifecycle", expiry, "Content-MD5", S3Wire.md5(expiry)).hasStatus(200);
    s3.delete("/source/k").hasStatus(204);
    s3.pass(Duration.ofDays(3));
    s3.get("/target/k").isError(404, "NoSuchKey").hasHeader("x-amz-delete-marker", "true");
    s3.get("/source/expiring").hasStatus(404);
    s3.get("/target/expiring").hasStatus(200);
  }

  // ---------------------------------------------------------------------------- encryption

  @Test
  void objectsUnderKeysInKmsAreReplicatedWhereTheyAreSelected() {
    String kms =
        "<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status>"
            + "</SseKmsEncryptedObjects></SourceSelectionCriteria>";
    String key =
        "<EncryptionConfiguration><ReplicaKmsKeyID>"
            + KEY_ARN
            + "</ReplicaKmsKeyID></EncryptionConfiguration>";
    replicate(
        s3,
        "source",
        all(1, to("other")),
        rule(to("target", key), EVERYTHING + NO_MARKERS + priority(2) + kms));
    s3.put("/source/kms", "x", "x-amz-server-side-encryption", "aws:kms").hasStatus(200);
    s3.put("/source/plain", "x").hasStatus(200);
    settle();
    s3.head("/other/kms").hasStatus(404);
    s3.head("/source/kms").hasHeader(STATUS, "COMPLETED");
    s3.head("/target/kms")
        .hasHeader("x-amz-server-side-encryption", "aws:kms")
        .hasHeader("x-amz-server-side-encryption-aws-kms-key-id", KEY_ARN);
    s3.head("/target/plain").hasHeader("x-amz-server-side-encryption", "AES256");
  }

  @Test
  void customersKeysOpenReplicasToo() {
    replicate(s3, "source", all(1, to("target")));
    String key = Base64.getEncoder().encodeToString("k".repeat(32).getBytes(UTF_8));
    String[] headers = {
      "x-amz-server-side-encryption-customer-algorithm",
      "AES256",
      "x-amz-server-side-encryption-customer-key",
      key,
      "x-amz-server-side-encryption-customer-key-MD5",
      S3Wire.md5("k".repeat(32))
    };
    s3.put("/source/k", "x", headers).hasStatus(200);
    settle();
    s3.get("/target/k").isError(400, "InvalidRequest");
    s3.get("/target/k", headers).hasStatus(200).hasHeader(STATUS, "REPLICA");
  }

  @Test
  void archivedObjectsAreNotReplicated() {
    replicate(s3, "source", all(1, to("target")));
    s3.put("/source/k", "x", "x-amz-storage-class", "DEEP_ARCHIVE");
    settle();
    s3.head("/source/k").hasHeader(STATUS, null);
    s3.head("/target/k").hasStatus(404);
  }

  // ------------------------------------------------------------------------------ failures

  @Test
  void whatCanNotArriveFails() {
    replicate(s3, "source", all(1, to("target")), all(2, to("other")));
    s3.versioning("target", "Suspended");
    s3.put("/source/suspended", "x");
    settle();
    s3.head("/source/suspended").hasHeader(STATUS, "FAILED");
    s3.head("/other/suspended").hasStatus(200);
    s3.head("/target/suspended").hasStatus(404);

    s3.delete("/target").hasStatus(204);
    s3.put("/source/gone", "x");
    settle();
    s3.head("/source/gone").hasHeader(STATUS, "FAILED");

    create(s3, "target");
    tag(s3, "source/gone", "red").hasStatus(200);
    settle();
    s3.head("/source/gone").hasHeader(STATUS, "FAILED");
    s3.head("/target/gone").hasStatus(404);
  }

  @Test
  void aDestinationOfAnotherOwnerFails() {
    String account = "<Account>" + S3Wire.OTHER_ACCOUNT + "</Account>";
    replicate(s3, "source", all(1, to("far", account)));
    far.delete("/far").hasStatus(204);
    create(s3, "far");
    s3.put("/source/k", "x");
    settle();
    s3.head("/source/k").hasHeader(STATUS, "FAILED");
    s3.head("/far/k").hasStatus(404);
  }

  @Test
  void whatIsGoneBeforeItsTimeIsForgotten() {
    replicate(s3, "source", all(1, to("target")));
    String version = s3.put("/source/k", "x").header(VERSION);
    s3.delete("/source/k?versionId=" + version).hasStatus(204);
    settle();
    s3.head("/target/k").hasStatus(404);
    s3.put("/source/k", "y");
    s3.delete("/source/k?versionId=" + s3.head("/source/k").header(VERSION)).hasStatus(204);
    s3.delete("/source").hasStatus(204);
    create(s3, "source");
    settle();
    s3.head("/target/k").hasStatus(404);
  }

  /** They wait for as long as an object has not arrived everywhere. */
  @Test
  void lifecycleRulesLeaveAloneWhatHasFailed() {
    String expiry =
        "<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter/>"
            + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
    s3.put("/source?lifecycle", expiry, "Content-MD5", S3Wire.md5(expiry)).hasStatus(200);
    replicate(
        s3,
        "source",
        all(1, to("target")),
        rule(to("other"), prefix("failing") + NO_MARKERS + priority(2)));
    s3.delete("/other").hasStatus(204);
    s3.put("/source/k", "x");
    s3.put("/source/failing", "x");
    s3.pass(Duration.ofDays(3));
    s3.head("/source/k").hasStatus(404);
    s3.head("/source/failing").hasStatus(200).hasHeader(STATUS, "FAILED");
  }

  // ------------------------------------------------------------------------------ restarts

  @Test
  void whatWasPendingIsDoneAfterARestart() {
    replicate(s3, "source", all(1, to("target")));
    s3.put("/source/k", "x");
    Store.Snapshot snapshot = s3.store().snapshot();
    settle();
    s3.head("/target/k").hasStatus(200);

    s3.store().restore(snapshot);
    s3.head("/target/k").hasStatus(404);
    s3.head("/source/k").hasHeader(STATUS, "PENDING");
    settle();
    s3.head("/target/k").hasHeader(STATUS, "REPLICA");
    s3.head("/source/k").hasHeader(STATUS, "COMPLETED");
  }
}
