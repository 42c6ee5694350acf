package dev.brume.s3.replication;

import static dev.brume.s3.replication.Rules.EVERYTHING;
import static dev.brume.s3.replication.Rules.NO_MARKERS;
import static dev.brume.s3.replication.Rules.all;
import static dev.brume.s3.replication.Rules.create;
import static dev.brume.s3.replication.Rules.priority;
import static dev.brume.s3.replication.Rules.replicate;
import static dev.brume.s3.replication.Rules.rule;
import static dev.brume.s3.replication.Rules.tag;
import static dev.brume.s3.replication.Rules.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is changed of objects after they have been replicated, and who owns and holds replicas.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-for-metadata-changes.html">Replicating
 *     metadata changes with replica modification sync</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html">Changing
 *     the replica owner</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html">Object
 *     Lock considerations</a>
 */
class ReplicatedChangesTest {
  private static final String STATUS = "x-amz-replication-status";

  private final S3Wire s3 = new S3Wire();
  private final S3Wire far = s3.as(S3Wire.OTHER_ACCOUNT).in("eu-west-1");

  @BeforeEach
  void makeBuckets() {
    create(s3, "source");
    create(s3, "target");
    create(far, "far");
  }

  private void settle() {
    s3.pass(Duration.ofSeconds(1));
  }

  @Test
  void changesOfTagsFollow() {
    replicate(s3, "source", all(1, to("target")));
    s3.put("/source/k", "x", "x-amz-tagging", "colour=blue");
    tag(s3, "source/k", "green").hasStatus(200);
    settle();
    s3.get("/target/k?tagging").has("Value", "green");

    tag(s3, "source/k", "red").hasStatus(200);
    s3.head("/source/k").hasHeader(STATUS, "PENDING");
    settle();
    s3.head("/source/k").hasHeader(STATUS, "COMPLETED");
    s3.get("/target/k?tagging").has("Value", "red");
    s3.delete("/source/k?tagging").hasStatus(204);
    settle();
    s3.get("/target/k?tagging").has("Value", null);
  }

  @Test
  void aReplicasOwnChangesStayThereUnlessTheyAreSentBack() {
    replicate(s3, "source", all(1, to("target")));
    s3.put("/source/k", "x");
    settle();
    tag(s3, "target/k", "red").hasStatus(200);
    settle();
    s3.get("/source/k?tagging").has("Value", null);
    s3.head("/target/k").hasHeader(STATUS, "REPLICA");

    String back =
        "<SourceSelectionCriteria><ReplicaModifications><Status>Enabled</Status>"
            + "</ReplicaModifications></SourceSelectionCriteria>";
    replicate(s3, "target", rule(to("source"), EVERYTHING + NO_MARKERS + priority(1) + back));
    tag(s3, "target/k", "green").hasStatus(200);
    s3.head("/target/k").hasHeader(STATUS, "PENDING");
    settle();
    s3.get("/source/k?tagging").has("Value", "green");
    s3.head("/target/k").hasHeader(STATUS, "REPLICA");
    s3.head("/source/k").hasHeader(STATUS, "COMPLETED");
  }

  @Test
  void accessFollowsUnlessTheOwnerChanges() {
    for (String bucket : new String[] {"source", "far"}) {
      String controls =
          "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
              + "</OwnershipControls>";
      S3Wire owner = bucket.equals("far") ? far : s3;
      owner
          .put("/" + bucket + "?ownershipControls", controls, "Content-MD5", S3Wire.md5(controls))
          .hasStatus(200);
      owner.delete("/" + bucket + "?publicAccessBlock").hasStatus(204);
    }
    String source = s3.get("/source?acl").element("ID");
    String target = far.get("/far?acl").element("ID");
    replicate(s3, "source", all(1, to("far")));
    s3.put("/source/k", "x", "x-amz-acl", "public-read");
    settle();
    far.get("/far/k?acl").has("ID", source);
    assertThat(far.get("/far/k?acl").text()).contains("AllUsers");
    s3.put("/source/k?acl", "", "x-amz-acl", "private", "Content-MD5", S3Wire.md5(""))
        .hasStatus(200);
    settle();
    assertThat(far.get("/far/k?acl").text()).doesNotContain("AllUsers");

    String override =
        "<Account>"
            + S3Wire.OTHER_ACCOUNT
            + "</Account><AccessControlTranslation><Owner>Destination</Owner>"
            + "</AccessControlTranslation>";
    replicate(s3, "source", all(1, to("far", override)));
    s3.put("/source/k", "x", "x-amz-acl", "public-read");
    settle();
    far.get("/far/k?acl").has("ID", target);
    assertThat(far.get("/far/k?acl").text()).doesNotContain("AllUsers");
    s3.put("/source/k?acl", "", "x-amz-acl", "public-read-write", "Content-MD5", S3Wire.md5(""))
        .hasStatus(200);
    s3.head("/source/k").hasHeader(STATUS, "COMPLETED");
  }

  @Test
  void locksGoAlong() {
    s3.put("/locked", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    s3.put("/vault", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    String byDefault =
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
            + "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>5</Days></DefaultRetention></Rule>"
            + "</ObjectLockConfiguration>";
    s3.put("/vault?object-lock", byDefault, "Content-MD5", S3Wire.md5(byDefault)).hasStatus(200);
    replicate(s3, "locked", all(1, to("vault")), all(2, to("target")));
    s3.put(
        "/locked/k",
        "x",
        "x-amz-object-lock-mode",
        "COMPLIANCE",
        "x-amz-object-lock-retain-until-date",
        "2025-06-01T00:00:00Z",
        "Content-MD5",
        S3Wire.md5("x"));
    s3.put("/locked/free", "x", "Content-MD5", S3Wire.md5("x"));
    settle();
    s3.head("/vault/k")
        .hasHeader("x-amz-object-lock-mode", "COMPLIANCE")
        .hasHeader("x-amz-object-lock-retain-until-date", "2025-06-01T00:00:00Z");
    s3.head("/vault/free").hasHeader("x-amz-object-lock-mode", "GOVERNANCE");
    s3.head("/locked/k").hasHeader(STATUS, "FAILED");
    s3.head("/target/k").hasStatus(404);

    replicate(s3, "locked", all(1, to("vault")));
    String hold = "<LegalHold><Status>ON</Status></LegalHold>";
    s3.put("/locked/free?legal-hold", hold, "Content-MD5", S3Wire.md5(hold)).hasStatus(200);
    settle();
    s3.head("/vault/free")
        .hasHeader("x-amz-object-lock-legal-hold", "ON")
        .hasHeader("x-amz-object-lock-mode", "GOVERNANCE");
  }

  // -------------------------------------------------------------------------------- annotations

  private static String annotation(String object, String name) {
    return "/" + object + "?annotation&annotationName=" + name;
  }

  /** AWS documents that annotations are replicated, but not whether their deletion is. */
  @Test
  void annotationsFollowOneByOne() {
    replicate(s3, "source", all(1, to("far")));
    s3.put("/source/k", "x");
    s3.put(annotation("source/k", "first"), "one").hasStatus(200);
    s3.get(annotation("source/k", "first")).hasHeader(STATUS, "PENDING");
    settle();
    s3.get(annotation("source/k", "first")).hasHeader(STATUS, "COMPLETED");
    s3.pass(Duration.ofMinutes(1));
    String made = s3.get(annotation("source/k", "first")).header("Last-Modified");
    far.get(annotation("far/k", "first"))
        .hasHeader(STATUS, "REPLICA")
        .hasHeader("Last-Modified", made);

    far.put(annotation("far/k", "own"), "mine").hasStatus(200);
    s3.put(annotation("source/k", "second"), "two").hasStatus(200);
    s3.head("/source/k").hasHeader(STATUS, "COMPLETED");
    s3.delete(annotation("source/k", "first")).hasStatus(204);
    settle();
    far.get(annotation("far/k", "first")).hasStatus(404);
    assertThat(far.get(annotation("far/k", "second")).text()).isEqualTo("two");
    far.get(annotation("far/k", "own")).hasStatus(200).hasHeader(STATUS, null);
    String listed = s3.get("/source/k?annotation").hasStatus(200).text();
    assertThat(listed).contains("<ReplicationStatus>COMPLETED</ReplicationStatus>");

    far.delete("/far/k?versionId=" + s3.head("/source/k").header("x-amz-version-id"));
    s3.put(annotation("source/k", "third"), "three").hasStatus(200);
    settle();
    s3.get(annotation("source/k", "third")).hasHeader(STATUS, "FAILED");
    s3.get(annotation("source/k", "second")).hasHeader(STATUS, "COMPLETED");
  }

  @Test
  void aCopyBringsItsAnnotationsAlong() {
    s3.put("/target/k", "x");
    s3.put(annotation("target/k", "note"), "text").hasStatus(200);
    replicate(s3, "source", all(1, to("far")));
    s3.put("/source/k", "", "x-amz-copy-source", "/target/k").hasStatus(200);
    settle();
    assertThat(far.get(annotation("far/k", "note")).hasStatus(200).text()).isEqualTo("text");
    s3.get(annotation("source/k", "note")).hasHeader(STATUS, "COMPLETED");
  }
}
