package dev.brume.s3.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where rules count, both the access point and its bucket must allow what is asked of them, and
 * what an account refuses the public holds for all of its buckets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">Configuring
 *     IAM policies for using access points</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access to your Amazon S3 storage</a>
 */
class AccessPointPolicyTest {
  private static final String OPEN =
      "<Bucket>bucket</Bucket><PublicAccessBlockConfiguration></PublicAccessBlockConfiguration>";
  private static final String OTHER = "{\"AWS\":\"" + S3Wire.OTHER_ACCOUNT + "\"}";

  private final S3Wire s3 = new S3Wire(Authorizer.Mode.ENFORCED).create("bucket");
  private final ControlWire control = new ControlWire(s3);
  private final S3Wire point = s3.at("point-" + S3Wire.ACCOUNT + ".localhost:4566");
  private final S3Wire theirs = point.as(S3Wire.OTHER_ACCOUNT);

  @BeforeEach
  void createPoint() {
    control.create("point", OPEN).hasStatus(200);
    s3.put("/bucket/a/b", "text").hasStatus(200);
    s3.delete("/bucket?publicAccessBlock").hasStatus(204);
  }

  private static String allow(String principal, String action, String resource, String condition) {
    return statement("Allow", principal, action, resource, condition);
  }

  private static String statement(
      String effect, String principal, String action, String resource, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
        + effect
        + "\",\"Principal\":"
        + principal
        + ",\"Action\":\""
        + action
        + "\",\"Resource\":\""
        + resource
        + "\""
        + (condition.isEmpty() ? "" : ",\"Condition\":" + condition)
        + "}]}";
  }

  private static String objects() {
    return ControlWire.arn("point") + "/object/*";
  }

  /** The bucket's policy that AWS recommends: the account's access points decide. */
  private void delegate() {
    delegate("{\"StringEquals\":{\"s3:DataAccessPointAccount\":\"" + S3Wire.ACCOUNT + "\"}}");
  }

  private void delegate(String condition) {
    bucketPolicy(allow("\"*\"", "s3:GetObject", "arn:aws:s3:::bucket/*", condition)).hasStatus(204);
  }

  private Answer bucketPolicy(String policy) {
    return s3.put("/bucket?policy", policy, "Content-MD5", S3Wire.md5(policy));
  }

  @Test
  void isKept() {
    control
        .get("/accesspoint/point/policy")
        .isError(404, "NoSuchAccessPointPolicy", "The specified accesspoint policy does not exist")
        .has("AccessPointName", "point");
    control.get("/accesspoint/point/policyStatus").isError(404, "NoSuchAccessPointPolicy");
    String policy = allow(OTHER, "s3:GetObject", objects(), "");
    control.policy("point", policy.replace(",", " , ")).hasStatus(200);
    assertThat(control.get("/accesspoint/point/policy").element("Policy").replace("&quot;", "\""))
        .isEqualTo(policy);
    control.get("/accesspoint/point/policyStatus").has("IsPublic", "false");
    control.delete("/accesspoint/point/policy").hasStatus(200);
    control.get("/accesspoint/point/policy").isError(404, "NoSuchAccessPointPolicy");
    control.policy("none", policy).isError(404, "NoSuchAccessPoint");
    control.delete("/accesspoint/none/policy").isError(404, "NoSuchAccessPoint");
  }

  @Test
  void isRefused() {
    control.policy("point", "nonsense").isError(400, "MalformedPolicy");
    control
        .policy("point", allow(OTHER, "s3:GetObject", "arn:aws:s3:::bucket/*", ""))
        .isError(400, "MalformedPolicy", "Policy has invalid resource");
    control
        .policy("point", allow(OTHER, "s3:GetObject", ControlWire.arn("point"), ""))
        .isError(400, "MalformedPolicy", "Action does not apply to any resource(s) in statement");
    control.create("closed", "bucket").hasStatus(200);
    String anybody = ControlWire.arn("closed") + "/object/*";
    control
        .policy("closed", allow("\"*\"", "s3:GetObject", anybody, ""))
        .isError(403, "AccessDenied");
  }

  @Test
  void mustAllowBesideTheBucket() {
    point.get("/a/b").hasStatus(200);
    theirs.get("/a/b").isError(403, "AccessDenied");
    control.policy("point", allow(OTHER, "s3:GetObject", objects(), "")).hasStatus(200);
    theirs.get("/a/b").isError(403, "AccessDenied");
    delegate();
    assertThat(theirs.get("/a/b").hasStatus(200).text()).isEqualTo("text");
    theirs.put("/a/b", "other").isError(403, "AccessDenied");
    s3.as(S3Wire.OTHER_ACCOUNT).get("/bucket/a/b").isError(403, "AccessDenied");
    point.anonymous().get("/a/b").isError(403, "AccessDenied");
    control.delete("/accesspoint/point/policy").hasStatus(200);
    theirs.get("/a/b").isError(403, "AccessDenied");
  }

  @Test
  void deniesItsOwner() {
    control
        .policy("point", statement("Deny", "\"*\"", "s3:GetObject", objects(), ""))
        .hasStatus(200);
    point
        .get("/a/b")
        .isError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::123456789012:root is not authorized to perform: s3:GetObject on"
                + " resource: \""
                + ControlWire.arn("point")
                + "/object/a/b\" with an explicit deny in a resource-based policy");
    s3.get("/bucket/a/b").hasStatus(200);
  }

  @Test
  void isToldToTheBucketsPolicy() {
    control.policy("point", allow(OTHER, "s3:GetObject", objects(), "")).hasStatus(200);
    delegate("{\"StringEquals\":{\"s3:AccessPointNetworkOrigin\":\"VPC\"}}");
    theirs.get("/a/b").isError(403, "AccessDenied");
    delegate("{\"StringEquals\":{\"s3:AccessPointNetworkOrigin\":\"Internet\"}}");
    theirs.get("/a/b").hasStatus(200);
    delegate("{\"ArnLike\":{\"s3:DataAccessPointArn\":\"" + ControlWire.arn("other") + "\"}}");
    theirs.get("/a/b").isError(403, "AccessDenied");
    delegate("{\"ArnLike\":{\"s3:DataAccessPointArn\":\"" + ControlWire.arn("poi*") + "\"}}");
    theirs.get("/a/b").hasStatus(200);
  }

  /** A source that is named by an access point is read through it. */
  @Test
  void guardsCopies() {
    String source = ControlWire.encodedArn("point") + "/object/a/b";
    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT).create("theirs");
    other.put("/theirs/copy", "", "x-amz-copy-source", source).isError(403, "AccessDenied");
    control.policy("point", allow(OTHER, "s3:GetObject", objects(), "")).hasStatus(200);
    delegate();
    other.put("/theirs/copy", "", "x-amz-copy-source", source).hasStatus(200);
  }

  @Test
  void isForThePublicUnlessThatIsBlocked() {
    control.policy("point", allow("\"*\"", "s3:GetObject", objects(), "")).hasStatus(200);
    control.get("/accesspoint/point/policyStatus").has("IsPublic", "true");
    delegate();
    point.anonymous().get("/a/b").hasStatus(200);
    String block =
        "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets>"
            + "</PublicAccessBlockConfiguration>";
    control.put("/configuration/publicAccessBlock", block).hasStatus(200);
    point.anonymous().get("/a/b").isError(403, "AccessDenied");
    point.get("/a/b").hasStatus(200);
    control.delete("/configuration/publicAccessBlock").hasStatus(200);
    point.anonymous().get("/a/b").hasStatus(200);
  }

  /** The owner of an access point needs the bucket's word alone, the bucket's owner that of it. */
  @Test
  void ofAnotherAccountNeedsTheBucketsWord() {
    S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);
    ControlWire controlOfOther = new ControlWire(other, S3Wire.OTHER_ACCOUNT);
    controlOfOther
        .create(
            "shared",
            "<Bucket>bucket</Bucket><BucketAccountId>" + S3Wire.ACCOUNT + "</BucketAccountId>")
        .hasStatus(200);
    S3Wire shared = s3.at("shared-" + S3Wire.OTHER_ACCOUNT + ".localhost:4566");
    shared.as(S3Wire.OTHER_ACCOUNT).get("/a/b").isError(403, "AccessDenied");
    delegate("{\"StringEquals\":{\"s3:DataAccessPointAccount\":\"210987654321\"}}");
    shared.as(S3Wire.OTHER_ACCOUNT).get("/a/b").hasStatus(200);
    other.get("/bucket/a/b").isError(403, "AccessDenied");
    shared.get("/a/b").isError(403, "AccessDenied");
    String all = "arn:aws:s3:us-east-1:210987654321:accesspoint/shared/object/*";
    String owner = "{\"AWS\":\"" + S3Wire.ACCOUNT + "\"}";
    controlOfOther.policy("shared", allow(owner, "s3:GetObject", all, "")).hasStatus(200);
    shared.get("/a/b").hasStatus(200);
  }

  /** What an access point refuses the public of lists holds for what comes through it. */
  @Test
  void refusesPublicLists() {
    String ownership =
        "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
            + "</OwnershipControls>";
    s3.put("/bucket?ownershipControls", ownership, "Content-MD5", S3Wire.md5(ownership))
        .hasStatus(200);
    control.create("closed", "bucket").hasStatus(200);
    S3Wire closed = s3.at("closed-" + S3Wire.ACCOUNT + ".localhost:4566");
    closed.put("/c", "text", "x-amz-acl", "public-read").isError(403, "AccessDenied");
    closed
        .put("/a/b?acl", "", "x-amz-acl", "public-read", "Content-MD5", S3Wire.md5(""))
        .isError(403, "AccessDenied");
    point.put("/c", "text", "x-amz-acl", "public-read").hasStatus(200);
    s3.anonymous().get("/bucket/c").hasStatus(200);
    for (String name : new String[] {"closed", "point"}) {
      String objects = ControlWire.arn(name) + "/object/*";
      String anybody = allow("\"*\"", "s3:GetObject", objects, "");
      control.policy(name, anybody).hasStatus(name.equals("point") ? 200 : 403);
    }
    point.anonymous().get("/c").hasStatus(200);
    closed.anonymous().get("/c").isError(403, "AccessDenied");
  }

  /** No request comes from a VPC: there is none. */
  @Test
  void ofAVpcIsForNobodyOutside() {
    control
        .create(
            "inside",
            "<Bucket>bucket</Bucket><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>")
        .hasStatus(200);
    s3.at("inside-" + S3Wire.ACCOUNT + ".localhost:4566").get("/a/b").isError(403, "AccessDenied");
    String anybody = ControlWire.arn("inside") + "/object/*";
    control.policy("inside", allow("\"*\"", "s3:GetObject", anybody, "")).hasStatus(200);
    control.get("/accesspoint/inside/policyStatus").has("IsPublic", "false");
  }

  @Test
  void ofAnAccountHoldsForItsBuckets() {
    String path = "/configuration/publicAccessBlock";
    control
        .get(path)
        .isError(
            404,
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found")
        .has("AccountId", S3Wire.ACCOUNT);
    control
        .put(
            path,
            "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy>"
                + "</PublicAccessBlockConfiguration>")
        .hasStatus(200);
    control.get(path).has("BlockPublicPolicy", "true").has("IgnorePublicAcls", "false");
    String policy = allow("\"*\"", "s3:GetObject", "arn:aws:s3:::bucket/*", "");
    bucketPolicy(policy).isError(403, "AccessDenied");
    control.delete(path).hasStatus(200);
    bucketPolicy(policy).hasStatus(204);
    control.put(path, "").isError(400, "InvalidRequest");
  }

  @Test
  void isForItsOwnAccountAlone() {
    ControlWire strangers = new ControlWire(s3.as(S3Wire.OTHER_ACCOUNT), S3Wire.ACCOUNT);
    strangers.get("/accesspoint/point").isError(403, "AccessDenied");
  }
}
