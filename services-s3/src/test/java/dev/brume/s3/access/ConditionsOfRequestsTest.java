package dev.brume.s3.access;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What requests tell policies of themselves under S3's condition keys: with the given headers and
 * parameters the condition holds, without them it does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys">Condition
 *     keys for Amazon S3</a>
 */
class ConditionsOfRequestsTest {
  private final S3Wire s3 = AccessWire.enforced().create("box");
  private final S3Wire other = s3.as(S3Wire.OTHER_ACCOUNT);

  @BeforeEach
  void letListsSay() {
    AccessWire.ownership(s3, "box", "ObjectWriter").hasStatus(200);
    s3.put("/box/k", "x", "x-amz-tagging", "Team=Red").hasStatus(200);
  }

  private void allow(String action, String condition) {
    boolean ofObject = !action.contains("List");
    AccessWire.policy(
            s3,
            "box",
            "{'Statement':{'Effect':'Allow','Principal':{'AWS':'"
                + S3Wire.OTHER_ACCOUNT
                + "'},'Action':"
                + action
                + ",'Resource':'arn:aws:s3:::box"
                + (ofObject ? "/*" : "")
                + "','Condition':{"
                + condition
                + "}}}")
        .hasStatus(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'StringEquals':{'s3:prefix':'home/'}|prefix=home/|prefix=work/",
        "'StringLike':{'s3:prefix':'home/*'}|prefix=home/x|list-type=2",
        "'StringEquals':{'s3:delimiter':'/'}|delimiter=/|list-type=2",
        "'NumericLessThanEquals':{'s3:max-keys':'10'}|max-keys=10|max-keys=11",
      })
  void parametersOfLists(String condition, String right, String wrong) {
    allow("'s3:ListBucket'", condition);

    other.get("/box?" + right).hasStatus(200);
    other.get("/box?" + wrong).isError(403, "AccessDenied");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}"
            + "|x-amz-acl: bucket-owner-full-control|x-amz-acl: private",
        "'StringEquals':{'s3:x-amz-storage-class':'STANDARD_IA'}"
            + "|x-amz-storage-class: STANDARD_IA|x-amz-storage-class: STANDARD",
        "'StringLike':{'s3:x-amz-grant-full-control':'id=*'}"
            + "|x-amz-grant-full-control: id=$OWNER|x-amz-grant-read: id=$OWNER",
        "'StringEquals':{'s3:RequestObjectTag/team':'Red'}"
            + "|x-amz-tagging: Team=Red|x-amz-tagging: Team=Blue",
        "'ForAllValues:StringEquals':{'s3:RequestObjectTagKeys':['Team','Cost']}"
            + "|x-amz-tagging: Cost=1|x-amz-tagging: Other=1",
        "'StringEquals':{'s3:if-none-match':'*'}|If-None-Match: *|User-Agent: x",
        "'StringLike':{'aws:UserAgent':'curl/*'}|User-Agent: curl/8|User-Agent: wget",
        "'StringEquals':{'aws:Referer':'http://a/'}|Referer: http://a/|User-Agent: x",
      })
  void headersOfUploads(String condition, String right, String wrong) {
    allow(
        condition.contains("Tag")
            ? "['s3:PutObject','s3:PutObjectTagging']"
            : condition.contains("amz-acl") || condition.contains("grant")
                ? "['s3:PutObject','s3:PutObjectAcl']"
                : "'s3:PutObject'",
        condition);

    other.put("/box/new", "x", header(right)).hasStatus(200);
    other.put("/box/other", "x", header(wrong)).isError(403, "AccessDenied");
  }

  private static String[] header(String text) {
    int colon = text.indexOf(": ");
    String owner = CanonicalUserIds.canonicalId(S3Wire.ACCOUNT);
    return new String[] {
      text.substring(0, colon), text.substring(colon + 2).replace("$OWNER", owner)
    };
  }

  /** Those that hold for every request that a test can send: {@code !} for those that do not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'IpAddress':{'aws:SourceIp':'127.0.0.0/8'}",
        "!'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}",
        "'Bool':{'aws:SecureTransport':'false'}",
        "!'Bool':{'aws:SecureTransport':'true'}",
        "'StringEquals':{'aws:PrincipalAccount':'210987654321'}",
        "'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::210987654321:root'}",
        "'StringEquals':{'s3:ResourceAccount':'123456789012','aws:ResourceAccount':'123456789012'}",
        "'StringEquals':{'s3:authType':'REST-HEADER','s3:signatureversion':'AWS4-HMAC-SHA256'}",
        "!'StringEquals':{'s3:authType':'REST-QUERY-STRING'}",
        "'NumericLessThan':{'s3:signatureAge':'1000'}",
        "'StringEquals':{'aws:RequestedRegion':'us-east-1'}",
        "'Null':{'s3:TlsVersion':'true'}",
        "'StringEquals':{'s3:ExistingObjectTag/team':'Red'}",
        "!'StringEquals':{'s3:ExistingObjectTag/team':'Blue'}",
      })
  void whatEveryRequestTells(String condition) {
    boolean holds = !condition.startsWith("!");
    allow("'s3:GetObject'", holds ? condition : condition.substring(1));

    other.get("/box/k").hasStatus(holds ? 200 : 403);
  }

  @Test
  void timeIsTheTimelines() {
    allow("'s3:GetObject'", "'DateLessThan':{'aws:CurrentTime':'2025-01-02T00:00:00Z'}");
    other.get("/box/k").hasStatus(200);

    s3.pass(Duration.ofDays(1));
    other.get("/box/k").isError(403, "AccessDenied");
  }

  @Test
  void aVersionIsNamed() {
    s3.versioning("box", "Enabled");
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      versions.add(s3.put("/box/k", "x").header("x-amz-version-id"));
    }
    allow("'s3:GetObjectVersion'", "'StringEquals':{'s3:VersionId':'" + versions.get(0) + "'}");

    other.get("/box/k?versionId=" + versions.get(0)).hasStatus(200);
    other.get("/box/k?versionId=" + versions.get(1)).isError(403, "AccessDenied");
  }

  @Test
  void tagsThatArePutAreToldToo() {
    allow("'s3:PutObjectTagging'", "'StringEquals':{'s3:RequestObjectTag/Team':'Red'}");
    String red = "<Tagging><TagSet><Tag><Key>Team</Key><Value>Red</Value></Tag></TagSet></Tagging>";

    AccessWire.put(other, "/box/k?tagging", red).hasStatus(200);
    AccessWire.put(other, "/box/k?tagging", red.replace("Red", "Blue"))
        .isError(403, "AccessDenied");
  }
}
