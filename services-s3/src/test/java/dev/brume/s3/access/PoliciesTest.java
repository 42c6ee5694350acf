package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy of a bucket is checked, kept, told and taken away. The texts are as S3 has answered in
 * public reports; AWS lists them nowhere.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>
 */
class PoliciesTest {
  private final S3Wire s3 = new S3Wire().create("box");

  private static String statement(String elements) {
    return "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*',"
        + elements
        + "}]}";
  }

  @Test
  void aPolicyIsKeptWithoutItsWhiteSpace() {
    AccessWire.policy(
            s3,
            "box",
            "{ 'Statement' : [\n {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject',"
                + " 'Sid': 'a \\' b', 'Resource': 'arn:aws:s3:::box/*' } ] }")
        .hasStatus(204);

    S3Wire.Answer answer = s3.get("/box?policy").hasStatus(200);
    answer.hasHeader("Content-Type", "application/json");
    assertThat(answer.text())
        .isEqualTo(
            "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','Sid':'a \\' b',"
                    .replace('\'', '"')
                + "\"Resource\":\"arn:aws:s3:::box/*\"}]}");
    s3.get("/box?policyStatus").hasStatus(200).has("IsPublic", "false");
    s3.delete("/box?policy").hasStatus(204);
    s3.delete("/box?policy").hasStatus(204);
  }

  @Test
  void whereThereIsNoneThatIsSaid() {
    for (String target : new String[] {"/box?policy", "/box?policyStatus"}) {
      s3.get(target)
          .isError(404, "NoSuchBucketPolicy", "The bucket policy does not exist")
          .has("BucketName", "box");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'s3:Fly','Resource':'arn:aws:s3:::box/*'|Policy has invalid action",
        "'Action':'sqs:*','Resource':'arn:aws:s3:::box/*'|Policy has invalid action",
        "'Action':'s3:GetObject','Resource':'arn:aws:s3:::other/*'|Policy has invalid resource",
        "'Action':'s3:GetObject','Resource':'b'|Policy has invalid resource",
        "'Action':'s3:GetObject','Resource':'arn:aws:s3:::box'"
            + "|Action does not apply to any resource(s) in statement",
        "'Action':'s3:ListBucket','Resource':'arn:aws:s3:::box/*'"
            + "|Action does not apply to any resource(s) in statement",
        "'Action':'s3:ListAllMyBuckets','Resource':'arn:aws:s3:::box'"
            + "|Action does not apply to any resource(s) in statement",
        "'Action':'s3:GetObject'|Missing required field Resource",
        "'Resource':'arn:aws:s3:::box/*'|Missing required field Action",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box','Colour':'red'|Unknown field Colour",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box','Condition':{'Alike':{'s3:prefix':'a'}}"
            + "|Invalid Condition type : Alike",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box','Condition':{'StringEquals':{'s3:shoe':'4'}}"
            + "|Policy has an invalid condition key",
        "'Action':['s3:ListBucket','s3:GetBucketLocation'],'Resource':'arn:aws:s3:::box',"
            + "'Condition':{'StringEquals':{'s3:prefix':'a'}}"
            + "|Conditions do not apply to combination of actions and resources in statement",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box/*','Condition':{'StringEquals':{'s3:prefix':'a'}}"
            + "|Conditions do not apply to combination of actions and resources in statement",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box',"
            + "'Condition':{'IpAddress':{'aws:SourceIp':'300.1.1.1'}}"
            + "|Invalid IP address in Conditions",
      })
  void aStatementMakesSense(String elements, String message) {
    AccessWire.policy(s3, "box", statement(elements)).isError(400, "MalformedPolicy", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Action':'*','Resource':['arn:aws:s3:::box','arn:aws:s3:::box/*']",
        "'Action':'s3:*Object','Resource':'arn:aws:s3:::box*'",
        "'Action':'s3:getobject','Resource':'arn:aws:s3:::box/home/${aws:username}/*'",
        "'NotAction':'s3:GetObject','NotResource':'arn:aws:s3:::box/open/*'",
        "'Action':'s3:List*','Resource':'arn:aws:s3:::box','Condition':{'StringLike':{'s3:Prefix':'a*'}}",
        "'Action':'s3:PutObject','Resource':'arn:aws:s3:::box/*',"
            + "'Condition':{'StringNotEquals':{'s3:RequestObjectTag/team':'red'}}",
        "'Action':'s3:*','Resource':'arn:aws:s3:::box','Condition':{'Bool':{'aws:Whatever':'true'}}",
      })
  void soDoThese(String elements) {
    AccessWire.policy(s3, "box", statement(elements)).hasStatus(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~ {}~|Policies must be valid JSON and the first byte must be '{'",
        "{|Policies must be valid JSON and the first byte must be '{'",
        "{}|Missing required field Statement",
        "{'Statement':[]}|Could not parse the policy: Statement is empty!",
        "{'Version':'2024-01-01','Statement':[]}|The policy must contain a valid version string",
        "{'Statement':{'Effect':'allow','Principal':'*','Action':'s3:*','Resource':'*'}}"
            + "|Invalid effect: allow",
        "{'Statement':{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3:::box'}}"
            + "|Missing required field Principal",
        "{'Statement':{'Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::box'}}"
            + "|Missing required field Effect",
      })
  void aPolicyIsWhole(String policy, String message) {
    AccessWire.put(
            s3, "/box?policy", policy.contains("first byte") ? policy : policy.replace('\'', '"'))
        .isError(400, "MalformedPolicy", message);
  }

  @Test
  void aPrincipalHasAnArnOfItsOwn() {
    AccessWire.policy(
            s3,
            "box",
            "{'Statement':{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::1:user/x'},"
                + "'Action':'s3:*','Resource':'arn:aws:s3:::box'}}")
        .isError(400, "MalformedPolicy", "Invalid principal in policy")
        .has("Detail", "&quot;AWS&quot; : &quot;arn:aws:iam::1:user/x&quot;");
  }

  @Test
  void whiteSpaceDoesNotCountForItsLength() {
    String policy = statement("'Action':'s3:*','Resource':'arn:aws:s3:::box/%s'");
    int rest = 20 * 1024 - policy.length() + 2;
    String longest = policy.formatted("k".repeat(rest)).replace("{'Version'", "{    'Version'");

    AccessWire.policy(s3, "box", longest).hasStatus(204);
    AccessWire.policy(s3, "box", longest.replace("/k", "/kk"))
        .isError(
            400,
            "MalformedPolicy",
            "Normalized policy document exceeds the maximum allowed size of 20480 bytes");
  }

  @Test
  void aPolicyGoesWithItsBucket() {
    AccessWire.policy(s3, "box", statement("'Action':'s3:*','Resource':'arn:aws:s3:::box'"))
        .hasStatus(204);
    s3.delete("/box").hasStatus(204);
    s3.create("box");

    s3.get("/box?policy").isError(404, "NoSuchBucketPolicy");
    AccessWire.put(s3, "/none?policy", "{}").isError(404, "NoSuchBucket");
  }
}
