package dev.brume.s3.access;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who owns what is in a bucket: its owner, unless that is said otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
 *     ownership of objects</a>
 */
class OwnershipTest {
  private static final String OWNER = CanonicalUserIds.canonicalId(S3Wire.ACCOUNT);
  private static final String OTHER = CanonicalUserIds.canonicalId(S3Wire.OTHER_ACCOUNT);

  private final S3Wire s3 = new S3Wire().create("box");
  private final S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);

  @Test
  void theOwnerOfANewBucketOwnsAll() {
    s3.get("/box?ownershipControls").has("ObjectOwnership", "BucketOwnerEnforced");
    other.put("/box/k", "x").hasStatus(200);
    s3.get("/box/k?acl").has("ID", OWNER);
  }

  @Test
  void theHeaderDecidesAtCreation() {
    s3.put("/writers", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);

    s3.get("/writers?ownershipControls").has("ObjectOwnership", "ObjectWriter");
    s3.put("/wrong", "", "x-amz-object-ownership", "Nobody")
        .isError(400, "InvalidArgument", "Invalid x-amz-object-ownership header: Nobody")
        .has("ArgumentName", "x-amz-object-ownership")
        .has("ArgumentValue", null); // Answer recorded on AWS, S3, 2026-02.
    s3.head("/wrong").hasStatus(404);
  }

  /** What there is then follows ObjectWriter, as before there were controls. */
  @Test
  void theyCanBeTakenAway() {
    s3.delete("/box?ownershipControls").hasStatus(204);

    s3.get("/box?ownershipControls")
        .isError(
            404, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found")
        .has("BucketName", "box");
    other.put("/box/k", "x").hasStatus(200);
    s3.get("/box/k?acl").has("ID", OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "ObjectWriter,,writer",
    "ObjectWriter,bucket-owner-full-control,writer",
    "BucketOwnerPreferred,,writer",
    "BucketOwnerPreferred,bucket-owner-full-control,owner",
    "BucketOwnerEnforced,bucket-owner-full-control,owner",
  })
  void ownershipAndCannedListDecideWhoOwnsAnObject(String ownership, String canned, String who) {
    AccessWire.ownership(s3, "box", ownership).hasStatus(200);

    if (canned == null) {
      other.put("/box/k", "x").hasStatus(200);
    } else {
      other.put("/box/k", "x", "x-amz-acl", canned).hasStatus(200);
    }

    s3.get("/box/k?acl").has("ID", who.equals("owner") ? OWNER : OTHER);
  }

  @Test
  void anObjectOfNobodyIsTheAnonymousUsers() {
    AccessWire.ownership(s3, "box", "ObjectWriter").hasStatus(200);
    s3.anonymous().put("/box/k", "x").hasStatus(200);

    s3.get("/box/k?acl").has("ID", "65a011a29cdf8ec533ec3d1ccaae921c");
  }

  /** Objects that others wrote belong to the bucket's owner as soon as it owns all. */
  @Test
  void whatOthersOwnedFallsToTheBucketsOwner() {
    AccessWire.ownership(s3, "box", "ObjectWriter").hasStatus(200);
    other.put("/box/k", "x").hasStatus(200);
    AccessWire.ownership(s3, "box", "BucketOwnerEnforced").hasStatus(200);

    s3.get("/box/k?acl").has("ID", OWNER);
    s3.get("/box?list-type=2&fetch-owner=true").has("ID", OWNER);
  }

  @Test
  void noGrantToOthersMayBeLeft() {
    AccessWire.ownership(s3, "box", "BucketOwnerPreferred").hasStatus(200);
    AccessWire.put(s3, "/box?acl", "", "x-amz-grant-read", "id=\"" + OTHER + "\"").hasStatus(200);

    AccessWire.ownership(s3, "box", "BucketOwnerEnforced")
        .isError(
            400,
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    AccessWire.put(s3, "/box?acl", "", "x-amz-acl", "private").hasStatus(200);
    AccessWire.ownership(s3, "box", "BucketOwnerEnforced").hasStatus(200);
  }

  @Test
  void aNewBucketWhoseOwnerOwnsAllHasNoListForOthers() {
    s3.put("/new", "", "x-amz-acl", "authenticated-read")
        .isError(
            400,
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
  }

  /** AWS does not document this; it has been seen, and rclone's buckets depend on it. */
  @Test
  void whoAsksForAPrivateBucketMayHaveLists() {
    s3.put("/new", "", "x-amz-acl", "private").hasStatus(200);
    s3.get("/new?ownershipControls").has("ObjectOwnership", "BucketOwnerPreferred");
    s3.put("/new/k", "x", "x-amz-acl", "private").hasStatus(200);
    s3.put("/enforced", "", "x-amz-acl", "private", "x-amz-object-ownership", "BucketOwnerEnforced")
        .hasStatus(200);
    s3.get("/enforced?ownershipControls").has("ObjectOwnership", "BucketOwnerEnforced");
  }

  @Test
  void aDocumentHasOneRuleThatExists() {
    AccessWire.put(s3, "/box?ownershipControls", "<OwnershipControls></OwnershipControls>")
        .isError(400, "MalformedXML");
    AccessWire.ownership(s3, "box", "Nobody").isError(400, "MalformedXML");
    AccessWire.put(s3, "/box?ownershipControls", "").isError(400, "MissingRequestBodyError");
  }
}
