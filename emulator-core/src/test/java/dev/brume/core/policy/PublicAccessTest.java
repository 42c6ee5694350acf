package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which policies are public.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
class PublicAccessTest {
  private static final Set<String> LIMITING_KEYS =
      Set.of("s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointaccount");
  private static final PublicAccess OF_BUCKETS =
      new PublicAccess(LIMITING_KEYS, Set.of("s3:dataaccesspointarn"));
  private static final PublicAccess OF_ACCESS_POINTS = new PublicAccess(LIMITING_KEYS, Set.of());

  private static final String ACTION = "'Action':'s3:PutObject','Resource':'*','Effect':'Allow'";
  private static final String PUBLIC = ACTION + ",'Principal':'*'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal':{'Federated':'graph.facebook.com'}                      | true",
        "'Principal':'*'                                                     | true",
        "'Principal':{'AWS':'*'}                                             | true",
        "'Principal':{'AWS':['*','111122223333']}                            | true",
        "'NotPrincipal':{'AWS':'111122223333'}                               | true",
        "'Principal':{'AWS':'111122223333'}                                  | false",
        "'Principal':{'AWS':'arn:aws:iam::111122223333:role/r'}              | false",
        "'Principal':{'Service':'cloudtrail.amazonaws.com'}                  | false",
        "'Principal':{'CanonicalUser':'79a5'}                                | false",
        "'Principal':{'Federated':'arn:aws:iam::111122223333:saml-provider/p'} | false",
      })
  void byPrincipal(String principal, boolean isPublic) {
    assertThat(OF_BUCKETS.isPublic(PolicyText.ofResource(ACTION + "," + principal)))
        .isEqualTo(isPublic);
  }

  // The keys and the widths are the page's. What holds for requests without the key limits nothing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "StringLike         | aws:SourceVpc    | 'vpc-*'                         | true",
        "StringEquals       | aws:SourceVpc    | 'vpc-91237329'                  | false",
        "StringLike         | aws:sourcevpc    | 'vpc-91237329'                  | false",
        "StringEquals       | aws:SourceVpce   | ['vpce-1','vpce-2']             | false",
        "StringLike         | aws:SourceVpce   | ['vpce-1','vpce-*']             | true",
        "StringNotEquals    | aws:SourceVpce   | 'vpce-1'                        | true",
        "StringEqualsIfExists            | aws:SourceVpce | 'vpce-1'             | true",
        "ForAllValues:StringEquals       | aws:SourceVpce | 'vpce-1'             | true",
        "ForAnyValue:StringEquals        | aws:SourceVpce | 'vpce-1'             | false",
        "StringEquals       | aws:SourceVpc    | '${aws:username}'               | true",
        "StringEquals       | aws:PrincipalOrgID | 'o-1'                         | false",
        "StringEquals       | aws:SourceAccount  | '111122223333'                | false",
        "StringEquals       | aws:SourceOwner    | '111122223333'                | false",
        "ArnLike            | aws:SourceArn    | 'arn:aws:sns:us-east-1:111122223333:t' | false",
        "ArnLike            | aws:SourceArn    | 'arn:aws:sns:*:*:t'             | true",
        "StringEquals       | aws:userid       | 'AIDAEXAMPLE'                   | false",
        "StringLike         | aws:userid       | 'AROAEXAMPLE:*'                 | true",
        "StringEquals       | aws:userid       | 'AROAEXAMPLE:ana'               | true",
        "StringEquals | s3:x-amz-server-side-encryption-aws-kms-key-id | 'k'         | false",
        "StringEquals | s3:DataAccessPointAccount | '111122223333'                   | false",
        "StringEquals       | s3:prefix        | 'x'                             | true",
        "Bool               | aws:SecureTransport | 'true'                       | true",
        "Null               | aws:SourceVpc    | 'false'                         | true",
        "IpAddress          | aws:SourceIp     | '203.0.113.0/24'                | false",
        "IpAddress          | aws:SourceIp     | '8.0.0.0/8'                     | false",
        "IpAddress          | aws:SourceIp     | '0.0.0.0/1'                     | true",
        "IpAddress          | aws:SourceIp     | ['203.0.113.0/24','0.0.0.0/0']  | true",
        "IpAddress          | aws:SourceIp     | '10.0.0.0/8'                    | false",
        "IpAddress          | aws:SourceIp     | '10.0.0.0/7'                    | true",
        "IpAddress          | aws:SourceIp     | '2001:db8::/32'                 | false",
        "IpAddress          | aws:SourceIp     | '2001::/31'                     | true",
        "NotIpAddress       | aws:SourceIp     | '203.0.113.0/24'                | true",
      })
  void byCondition(String operator, String key, String values, boolean isPublic) {
    String condition = ",'Condition':{'" + operator + "':{'" + key + "':" + values + "}}";
    assertThat(OF_BUCKETS.isPublic(PolicyText.ofResource(PUBLIC + condition))).isEqualTo(isPublic);
  }

  // "This value can contain a wildcard for the access point name [...], as long as the account id
  // is fixed", but in an access point's policy it limits nothing.
  @Test
  void byAccessPoint() {
    String condition = ",'Condition':{'ArnLike':{'s3:DataAccessPointArn':'%s'}}";
    Policy ofAccount =
        PolicyText.ofResource(
            PUBLIC + condition.formatted("arn:aws:s3:us-west-2:123456789012:accesspoint/*"));
    assertThat(OF_BUCKETS.isPublic(ofAccount)).isFalse();
    assertThat(OF_ACCESS_POINTS.isPublic(ofAccount)).isTrue();
    Policy ofAll =
        PolicyText.ofResource(PUBLIC + condition.formatted("arn:aws:s3:us-west-2:*:accesspoint/a"));
    assertThat(OF_BUCKETS.isPublic(ofAll)).isTrue();
  }

  // The example with CloudTrail, Account-2 and the public: "statement 3 renders the entire policy
  // public". A statement that denies does not.
  @Test
  void oneStatementMakesTheWholePublic() {
    String cloudTrail = ACTION + ",'Principal':{'Service':'cloudtrail.amazonaws.com'}";
    String account = ACTION + ",'Principal':{'AWS':'444455556666'}";
    String denied = PUBLIC.replace("Allow", "Deny");
    assertThat(OF_BUCKETS.isPublic(PolicyText.ofResource(cloudTrail, account, denied))).isFalse();
    assertThat(OF_BUCKETS.isPublic(PolicyText.ofResource(cloudTrail, account, PUBLIC))).isTrue();
  }
}
