package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;

/**
 * A new bucket refuses the public everything; its owner may say otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
class PublicAccessBlockTest {
  private static final String PUBLIC =
      "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
          + "'Resource':'arn:aws:s3:::box/*'}}";

  private final S3Wire s3 = new S3Wire().create("box");

  @Test
  void newBucketsBlockAll() {
    assertThat(s3.get("/box?publicAccessBlock").hasStatus(200).text())
        .contains(
            "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                + "<RestrictPublicBuckets>true</RestrictPublicBuckets>");
  }

  /** Settings that are not named are off. */
  @Test
  void theSettingsAreReplacedTogether() {
    AccessWire.block(s3, "box", "IgnorePublicAcls");

    s3.get("/box?publicAccessBlock")
        .has("BlockPublicAcls", "false")
        .has("IgnorePublicAcls", "true")
        .has("BlockPublicPolicy", "false")
        .has("RestrictPublicBuckets", "false");
  }

  @Test
  void theyCanBeTakenAway() {
    s3.delete("/box?publicAccessBlock").hasStatus(204);

    s3.get("/box?publicAccessBlock")
        .isError(
            404,
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found")
        .has("BucketName", "box");
    s3.delete("/box?publicAccessBlock").hasStatus(204);
  }

  @Test
  void publicPoliciesAreRefusedAlsoWhereNothingIsEnforced() {
    AccessWire.policy(s3, "box", PUBLIC)
        .isError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                + " s3:PutBucketPolicy on resource: \"arn:aws:s3:::box\" because public policies are"
                + " prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
    AccessWire.policy(s3.as(S3Wire.OTHER_ACCOUNT), "box", PUBLIC)
        .isError(403, "AccessDenied", "Access Denied");

    AccessWire.block(s3, "box", "BlockPublicAcls", "IgnorePublicAcls", "RestrictPublicBuckets");
    AccessWire.policy(s3, "box", PUBLIC).hasStatus(204);
    s3.get("/box?policyStatus").has("IsPublic", "true");
  }

  @Test
  void publicAccessControlListsAreRefusedAlsoWhereNothingIsEnforced() {
    AccessWire.ownership(s3, "box", "ObjectWriter").hasStatus(200);

    AccessWire.put(s3, "/box?acl", "", "x-amz-acl", "public-read")
        .isError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:root is not authorized to perform: s3:PutBucketAcl on"
                + " resource: \"arn:aws:s3:::box\" because public ACLs are prevented by the"
                + " BlockPublicAcls setting in S3 Block Public Access.");
    s3.put("/box/k", "x", "x-amz-acl", "authenticated-read").isError(403, "AccessDenied");
    s3.put("/box/k", "x", "x-amz-acl", "bucket-owner-read").hasStatus(200);
    AccessWire.put(s3, "/box/k?acl", "", "x-amz-acl", "public-read").isError(403, "AccessDenied");

    s3.delete("/box?publicAccessBlock").hasStatus(204);
    s3.put("/box/k", "x", "x-amz-acl", "public-read").hasStatus(200);
    AccessWire.put(s3, "/box?acl", "", "x-amz-acl", "public-read").hasStatus(200);
  }

  @Test
  void aNewBucketHasNoPublicAccessControlList() {
    s3.put("/other", "", "x-amz-acl", "public-read", "x-amz-object-ownership", "ObjectWriter")
        .isError(
            400,
            "InvalidBucketAclWithBlockPublicAccessError",
            "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
    s3.head("/other").hasStatus(404);
  }
}
