package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.CallerAccess;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import dev.brume.testlog.ExpectsLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what, where that is enforced: the bucket's owner, another account, and somebody who
 * does not sign, by policies, access control lists, the public access block and ownership.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html">Troubleshoot
 *     access denied (403 Forbidden) errors</a>
 */
class EnforcementTest {
  private static final String OTHER_ID = CanonicalUserIds.canonicalId(S3Wire.OTHER_ACCOUNT);

  private final S3Wire s3 = AccessWire.enforced();
  private final S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);
  private final S3Wire nobody = s3.anonymous();

  @BeforeEach
  void makeABucketThatRefusesNothing() {
    s3.create("box");
    s3.delete("/box?publicAccessBlock").hasStatus(204);
    s3.delete("/box?ownershipControls").hasStatus(204);
    s3.put("/box/k", "x").hasStatus(200);
  }

  private static String statement(String effect, String principal, String rest) {
    return "{'Effect':'" + effect + "','Principal':" + principal + "," + rest + "}";
  }

  private void policy(String... statements) {
    AccessWire.policy(
            s3,
            "box",
            "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}")
        .hasStatus(204);
  }

  private static String allow(String principal, String action, String resource) {
    return statement(
        "Allow", principal, "'Action':'" + action + "','Resource':'arn:aws:s3:::" + resource + "'");
  }

  private static final String EVERYBODY = "'*'";
  private static final String OTHERS = "{'AWS':'" + S3Wire.OTHER_ACCOUNT + "'}";

  private static int read(S3Wire caller) {
    return caller.get("/box/k").status();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html">Requester
   * Pays buckets</a>.
   */
  @Test
  void strangersPayWhereRequestersDo() {
    policy(allow(EVERYBODY, "s3:GetObject", "box/*"));
    String payment =
        "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
    s3.put("/box?requestPayment", payment, "Content-MD5", S3Wire.md5(payment)).hasStatus(200);

    assertThat(read(s3)).isEqualTo(200);
    other.get("/box/k").isError(403, "AccessDenied", "Access Denied");
    other
        .get("/box/k", "x-amz-request-payer", "requester")
        .hasStatus(200)
        .hasHeader("x-amz-request-charged", "requester");
    other.get("/box/k?x-amz-request-payer=requester").hasStatus(200);
    nobody.get("/box/k", "x-amz-request-payer", "requester").isError(403, "AccessDenied");
  }

  // --------------------------------------------------------------------- whom nothing allows

  @Test
  void onlyTheOwnerMayAtFirst() {
    assertThat(read(s3)).isEqualTo(200);
    for (S3Wire caller : new S3Wire[] {other, nobody}) {
      caller.get("/box/k").isError(403, "AccessDenied", "Access Denied");
      caller.head("/box/k").hasStatus(403);
      caller.head("/box").hasStatus(403);
      caller.get("/box?list-type=2").isError(403, "AccessDenied", "Access Denied");
      caller.put("/box/new", "x").isError(403, "AccessDenied", "Access Denied");
      caller.delete("/box/k").isError(403, "AccessDenied", "Access Denied");
      caller.get("/box?policy").isError(403, "AccessDenied", "Access Denied");
      caller.delete("/box").isError(403, "AccessDenied", "Access Denied");
      caller.get("/none").isError(404, "NoSuchBucket");
    }
    nobody.get("/").isError(403, "AccessDenied", "Access Denied");
    nobody.put("/another", "").isError(403, "AccessDenied", "Access Denied");
    other.get("/").hasStatus(200);
    other.put("/another", "").hasStatus(200);
  }

  // --------------------------------------------------------------------------------- the matrix

  /**
   * Who can read an object, by what the policy and the object's list say, and which settings of the
   * public access block are on.
   */
  @ParameterizedTest
  @CsvSource({
    "none,private,,owner",
    "none,public-read,,owner other nobody",
    "none,authenticated-read,,owner other",
    "none,public-read,IgnorePublicAcls,owner",
    "none,authenticated-read,IgnorePublicAcls,owner",
    "none,public-read,RestrictPublicBuckets,owner other nobody",
    "everybody,private,,owner other nobody",
    "everybody,private,IgnorePublicAcls,owner other nobody",
    "everybody,private,RestrictPublicBuckets,owner",
    "everybody,public-read,RestrictPublicBuckets,owner",
    "other,private,,owner other",
    "other,private,RestrictPublicBuckets,owner other",
    "other,public-read,RestrictPublicBuckets,owner other nobody",
    "deny-all,public-read,,",
    "deny-other,public-read,,owner nobody",
  })
  void policyListAndBlockDecideTogether(String policy, String acl, String block, String who) {
    s3.put("/box/k", "x", "x-amz-acl", acl).hasStatus(200);
    switch (policy) {
      case "everybody" -> policy(allow(EVERYBODY, "s3:GetObject", "box/*"));
      case "other" -> policy(allow(OTHERS, "s3:GetObject", "box/*"));
      case "deny-all" -> policy(allow(EVERYBODY, "s3:GetObject", "box/*").replace("Allow", "Deny"));
      case "deny-other" -> policy(allow(OTHERS, "s3:GetObject", "box/*").replace("Allow", "Deny"));
      default -> {}
    }
    if (block != null) {
      AccessWire.block(s3, "box", block);
    }

    String allowed = who == null ? "" : who;
    assertThat(read(s3)).isEqualTo(allowed.contains("owner") ? 200 : 403);
    assertThat(read(other)).isEqualTo(allowed.contains("other") ? 200 : 403);
    assertThat(read(nobody)).isEqualTo(allowed.contains("nobody") ? 200 : 403);
  }

  /** Lists say nothing where the bucket's owner owns all. */
  @Test
  void ownershipSilencesLists() {
    s3.put("/box/k", "x", "x-amz-acl", "public-read").hasStatus(200);
    AccessWire.ownership(s3, "box", "BucketOwnerEnforced").hasStatus(200);

    assertThat(read(nobody)).isEqualTo(403);
  }

  // ------------------------------------------------------------------------------------- texts

  @Test
  void withinTheAccountTheReasonIsTold() {
    policy(allow(EVERYBODY, "s3:GetObject", "box/*").replace("Allow", "Deny"));

    s3.get("/box/k")
        .isError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:root is not authorized to perform: s3:GetObject on"
                + " resource: \"arn:aws:s3:::box/k\" with an explicit deny in a resource-based"
                + " policy");
    other.get("/box/k").isError(403, "AccessDenied", "Access Denied");
  }

  /** "If you have the s3:ListBucket permission on the bucket", 404, else 403. */
  @Test
  void whatIsNotThereIsToldOnlyToThoseWhoMayList() {
    policy(allow(EVERYBODY, "s3:GetObject", "box/*"));
    nobody.get("/box/none").isError(403, "AccessDenied", "Access Denied");
    nobody.head("/box/none").hasStatus(403);
    s3.get("/box/none").isError(404, "NoSuchKey");

    policy(allow(EVERYBODY, "s3:GetObject", "box/*"), allow(EVERYBODY, "s3:ListBucket", "box"));
    nobody.get("/box/none").isError(404, "NoSuchKey");
    nobody.head("/box/none").hasStatus(404);
    nobody.get("/box?list-type=2").hasStatus(200);
  }

  // ----------------------------------------------------------------------------------- actions

  @Test
  void aNamedVersionIsAnActionOfItsOwn() {
    s3.versioning("box", "Enabled");
    String version = s3.put("/box/k", "2").header("x-amz-version-id");
    policy(allow(EVERYBODY, "s3:GetObject", "box/*"), allow(OTHERS, "s3:DeleteObject", "box/*"));

    nobody.get("/box/k").hasStatus(200);
    nobody.get("/box/k?versionId=" + version).isError(403, "AccessDenied");
    other.delete("/box/k?versionId=" + version).isError(403, "AccessDenied");
    other.delete("/box/k").hasStatus(204);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-tagging,a=b,s3:PutObjectTagging",
    "x-amz-acl,bucket-owner-full-control,s3:PutObjectAcl",
  })
  void headersOfUploadsNeedMore(String header, String value, String action) {
    policy(allow(OTHERS, "s3:PutObject", "box/*"));
    other.put("/box/new", "x").hasStatus(200);
    other.put("/box/more", "x", header, value).isError(403, "AccessDenied");

    policy(allow(OTHERS, "s3:PutObject", "box/*"), allow(OTHERS, action, "box/*"));
    other.put("/box/more", "x", header, value).hasStatus(200);
  }

  @Test
  void aCopyReadsItsSource() {
    other.create("mine");
    other.put("/mine/copy", "", "x-amz-copy-source", "/box/k").isError(403, "AccessDenied");

    policy(allow(OTHERS, "s3:GetObject", "box/*"));
    other.put("/mine/copy", "", "x-amz-copy-source", "/box/k").hasStatus(200);
  }

  @Test
  void aCopyTakesTagsOnlyFromThoseWhoseTagsItMayRead() {
    other.create("mine");
    s3.put("/box/k", "x", "x-amz-tagging", "a=b").hasStatus(200);
    policy(allow(OTHERS, "s3:GetObject", "box/*"));
    other.put("/mine/copy", "", "x-amz-copy-source", "/box/k").isError(403, "AccessDenied");
    other
        .put("/mine/copy", "", "x-amz-copy-source", "/box/k", "x-amz-tagging-directive", "REPLACE")
        .hasStatus(200);

    policy(allow(OTHERS, "s3:GetObject*", "box/*"));
    other.put("/mine/copy", "", "x-amz-copy-source", "/box/k").hasStatus(200);
  }

  /** Each object is refused by itself. */
  @Test
  void manyAreDeletedOneByOne() {
    s3.put("/box/theirs/1", "x");
    policy(allow(OTHERS, "s3:DeleteObject", "box/theirs/*"));
    String body =
        "<Delete><Object><Key>k</Key></Object><Object><Key>theirs/1</Key></Object></Delete>";

    S3Wire.Answer answer = other.post("/box?delete", body, "Content-MD5", S3Wire.md5(body));

    assertThat(answer.hasStatus(200).text())
        .contains("<Deleted><Key>theirs/1</Key></Deleted>")
        .contains("<Key>k</Key>")
        .contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    s3.head("/box/k").hasStatus(200);
    s3.head("/box/theirs/1").hasStatus(404);
  }

  // ------------------------------------------------------------------------ about the policy

  /** The root of the owner's account never locks itself out. */
  @Test
  void theOwnersRootKeepsThePolicy() {
    policy(
        statement(
            "Deny",
            EVERYBODY,
            "'Action':'s3:*','Resource':['arn:aws:s3:::box','arn:aws:s3:::box/*']"));
    s3.get("/box?list-type=2").isError(403, "AccessDenied");

    s3.get("/box?policy").hasStatus(200);
    s3.delete("/box?policy").hasStatus(204);
    s3.get("/box?list-type=2").hasStatus(200);
  }

  /** "If [...] you're not using an identity that belongs to the bucket owner's account". */
  @Test
  void thePolicyIsTheOwnersAlone() {
    policy(allow(OTHERS, "s3:*BucketPolicy*", "box"));

    other
        .get("/box?policy")
        .isError(
            405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    other.delete("/box?policy").isError(405, "MethodNotAllowed");
    other.get("/box?policyStatus").hasStatus(200);
  }

  // ------------------------------------------------------------------------------------- lists

  @Test
  void whatIsGrantedOnABucket() {
    AccessWire.put(
            s3,
            "/box?acl",
            "",
            "x-amz-grant-read",
            "id=" + OTHER_ID,
            "x-amz-grant-write",
            "id=" + OTHER_ID,
            "x-amz-grant-read-acp",
            "id=" + OTHER_ID)
        .hasStatus(200);

    other.get("/box?list-type=2").hasStatus(200);
    other.get("/box?versions").hasStatus(200);
    other.head("/box").hasStatus(200);
    other.get("/box?acl").hasStatus(200);
    AccessWire.put(other, "/box?acl", "", "x-amz-acl", "private").isError(403, "AccessDenied");
    other.get("/box?versioning").isError(403, "AccessDenied");
    other.put("/box/theirs", "1").hasStatus(200);
    other.put("/box/theirs", "2", "x-amz-acl", "bucket-owner-read").hasStatus(200);
    other.put("/box/k", "x").isError(403, "AccessDenied");
    other.delete("/box/k").isError(403, "AccessDenied");
    other.get("/box/k").isError(403, "AccessDenied");
    other.get("/box/theirs").hasStatus(200);
    s3.get("/box/theirs").hasStatus(200);
    s3.get("/box/theirs?acl").isError(403, "AccessDenied", "Access Denied");
    other.delete("/box/theirs").hasStatus(204);
  }

  /** The bucket's owner may delete what it may not read, and its policy opens it to nobody. */
  @Test
  void objectsOfOthersAreTheirs() {
    AccessWire.put(s3, "/box?acl", "", "x-amz-grant-write", "id=" + OTHER_ID).hasStatus(200);
    policy(allow(EVERYBODY, "s3:GetObject", "box/*"));
    other.put("/box/theirs", "x").hasStatus(200);

    nobody.get("/box/theirs").isError(403, "AccessDenied");
    s3.get("/box/theirs").isError(403, "AccessDenied", "Access Denied");
    s3.delete("/box/theirs").hasStatus(204);
  }

  @Test
  void whatIsGrantedOnAnObject() {
    s3.put(
            "/box/k",
            "x",
            "x-amz-grant-read-acp",
            "id=" + OTHER_ID,
            "x-amz-grant-write-acp",
            "id=" + OTHER_ID)
        .hasStatus(200);

    other.get("/box/k").isError(403, "AccessDenied");
    other.get("/box/k?acl").hasStatus(200);
    AccessWire.put(other, "/box/k?acl", "", "x-amz-acl", "public-read").hasStatus(200);
    nobody.get("/box/k").hasStatus(200);
  }

  /** "By default, the bucket owner and the initiator of the multipart upload are allowed". */
  @Test
  void anUploadIsOpenToWhoBeganIt() {
    policy(allow(OTHERS, "s3:PutObject", "box/*"));
    String id = other.post("/box/big?uploads", "").hasStatus(200).element("UploadId");

    other.get("/box/big?uploadId=" + id).hasStatus(200);
    s3.get("/box/big?uploadId=" + id).hasStatus(200);
    nobody.get("/box/big?uploadId=" + id).isError(403, "AccessDenied");
    nobody.delete("/box/big?uploadId=" + id).isError(403, "AccessDenied");
    policy(allow(OTHERS, "s3:AbortMultipartUpload", "box/*").replace("Allow", "Deny"));
    other.delete("/box/big?uploadId=" + id).isError(403, "AccessDenied");
    s3.delete("/box?policy").hasStatus(204);
    other.delete("/box/big?uploadId=" + id).hasStatus(204);
  }

  @Test
  void anAccountHasACanonicalIdToo() {
    policy(allow("{'CanonicalUser':'" + OTHER_ID + "'}", "s3:GetObject", "box/*"));

    assertThat(read(other)).isEqualTo(200);
    assertThat(read(nobody)).isEqualTo(403);
  }

  /** A form is a request to put an object, from whoever signed it. */
  @Test
  void formsAreAskedForTheSame() {
    String form =
        "--xYz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nform\r\n"
            + "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
            + "x\r\n--xYz--\r\n";
    String type = "multipart/form-data; boundary=xYz";
    nobody
        .post("/box", form, "Content-Type", type, "Referer", "http://here/")
        .isError(403, "AccessDenied", "Access Denied");

    policy(
        statement(
            "Allow",
            EVERYBODY,
            "'Action':'s3:PutObject','Resource':'arn:aws:s3:::box/*',"
                + "'Condition':{'StringEquals':{'aws:Referer':'http://here/'}}"));
    nobody.post("/box", form, "Content-Type", type, "Referer", "http://here/").hasStatus(204);
    nobody.post("/box", form, "Content-Type", type).isError(403, "AccessDenied");
  }

  @Test
  @ExpectsLog(from = CallerAccess.class, text = "would be refused: Access Denied")
  void nothingIsAskedWhereOnlyTheLogIsToTell() {
    S3Wire logged = AccessWire.logged().create("box");
    logged.put("/box/k", "x").hasStatus(200);
    logged.anonymous().get("/box/k").hasStatus(200);
  }
}
