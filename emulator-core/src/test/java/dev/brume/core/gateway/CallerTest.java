package dev.brume.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Regions;
import dev.brume.core.gateway.GatewayContext.Answer;
import dev.brume.core.gateway.GatewayContext.Ask;
import dev.brume.core.scope.Scope;
import dev.brume.testlog.ExpectsLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who calls, and in which account and region: read from the signature, none of which is verified.
 * What can't be read is refused in AWS's words, which its documentation of <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">signing
 * problems</a> and <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">common errors</a>
 * give in part; the rest is as AWS's services have answered in public bug reports.
 */
@ExpectsLog(from = Regions.class, text = "'mars-north-1' is no region of AWS")
@ExpectsLog(from = Regions.class, text = "'local' is no region of AWS")
class CallerTest {
  private static final String PRESIGNED =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20250101%2Feu-west-1%2Frest%2F"
          + "aws4_request&X-Amz-Date=20250101T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=0a";

  private final GatewayContext context = GatewayContext.withServices();

  @ParameterizedTest
  @CsvSource({
    "test, 000000000000",
    "AKIAIOSFODNN7EXAMPLE, 000000000000",
    "123456789012, 123456789012",
    "12345678901, 000000000000",
    "1234567890123, 000000000000",
    "12345678901x, 000000000000"
  })
  void anAccessKeyOfTwelveDigitsIsTheAccount(String key, String account) {
    context.send(
        Ask.json("Target_json.Echo").signed(key + "/20250101/us-east-1/json/aws4_request"));

    assertThat(context.lastCall().scope().account()).isEqualTo(account);
    assertThat(context.lastCall().caller().account()).isEqualTo(account);
    assertThat(context.lastCall().caller().accessKeyId()).isEqualTo(key);
  }

  @Test
  void aSessionTokenIsPassedOn() {
    context.send(
        Ask.json("Target_json.Echo").signedFor("json").with("X-Amz-Security-Token", "token"));
    assertThat(context.lastCall().caller().sessionToken()).isEqualTo("token");

    context.send(Ask.of("GET", "/open?" + PRESIGNED + "&X-Amz-Security-Token=to%2Bken"));
    assertThat(context.lastCall().caller().sessionToken()).isEqualTo("to+ken");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, us-east-1",
    "eu-central-2, eu-central-2",
    "ap-southeast-7, ap-southeast-7",
    "us-gov-west-1, us-gov-west-1",
    "cn-northwest-1, cn-northwest-1",
    "eusc-de-east-1, eusc-de-east-1",
    "mars-north-1, us-east-1",
    "local, us-east-1"
  })
  void theRegionIsThatOfTheScope(String region, String expected) {
    context.send(
        Ask.json("Target_json.Echo").signed("k/20250101/" + region + "/json/aws4_request"));

    assertThat(context.lastCall().scope().region()).isEqualTo(expected);
  }

  /**
   * LocalStack's ALLOW_NONSTANDARD_REGIONS; a name that can't be a host's label is none even so.
   */
  @Test
  void anyNameCanBeMadeARegion() {
    context.allowNonstandardRegions();
    context.send(Ask.json("Target_json.Echo").signed("k/20250101/local/json/aws4_request"));
    assertThat(context.lastCall().scope().region()).isEqualTo("local");

    Answer refused =
        context.send(Ask.json("Target_json.Echo").signed("k/20250101/lo~cal/json/aws4_request"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .contains("InvalidSignatureException", "Credential should be scoped to a valid region");
  }

  /** Version 4A has no region in its scope but a set of them in a header. */
  @Test
  void theAsymmetricFormIsRead() {
    context.send(
        Ask.json("Target_json.Echo")
            .with("X-Amz-Region-Set", "*, us-west-*, eu-west-2")
            .with(
                "Authorization",
                "AWS4-ECDSA-P256-SHA256 Credential=123456789012/20250101/json/aws4_request,"
                    + " SignedHeaders=host;x-amz-region-set, Signature=30"));

    assertThat(context.lastCall().scope()).isEqualTo(new Scope("123456789012", "eu-west-2"));
  }

  /** Spaces are not needed between the components, and any number may be there. */
  @Test
  void componentsAreSeparatedByCommasOrSpaces() {
    Answer answer =
        context.send(
            Ask.json("Target_json.Echo")
                .with(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=k/20250101/us-west-2/json/aws4_request,"
                        + "SignedHeaders=host ,  Signature=0a"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(context.lastCall().scope().region()).isEqualTo("us-west-2");
  }

  @Test
  void theLegacyFormsGiveTheAccount() {
    context.send(Ask.of("GET", "/open").with("Authorization", "AWS 123456789012:c2ln"));
    assertThat(context.lastCall().scope()).isEqualTo(new Scope("123456789012", "us-east-1"));

    context.send(
        Ask.of("GET", "/open?AWSAccessKeyId=210987654321&Signature=c2ln&Expires=2000000000"));
    assertThat(context.lastCall().scope().account()).isEqualTo("210987654321");
  }

  @Test
  void anOperationThatNeedsASignatureIsRefusedWithoutOne() {
    Answer json = context.send(Ask.json("Target_json.Echo"));
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.body())
        .contains("MissingAuthenticationTokenException", "Missing Authentication Token");

    Answer form = context.send(Ask.of("GET", "/?Action=Echo&Version=2020-form&Text=a"));
    assertThat(form.status()).isEqualTo(403);
    assertThat(form.body())
        .contains(
            "<Code>MissingAuthenticationToken</Code>",
            "<Message>Request is missing Authentication Token</Message>");

    Answer rest = context.send(Ask.of("POST", "/echo").with("Host", "rest.localhost").body("{}"));
    assertThat(rest.status()).isEqualTo(403);
    assertThat(rest.header("x-amzn-errortype")).isEqualTo("MissingAuthenticationTokenException");
    assertThat(context.calls).isEmpty();
  }

  @Test
  void anOperationThatNeedsNoneIsDoneWithoutOne() {
    context.send(Ask.of("GET", "/open").with("Host", "rest.localhost"));

    assertThat(context.lastCall().caller().isAnonymous()).isTrue();
    assertThat(context.lastCall().scope()).isEqualTo(Scope.DEFAULT);
  }

  @Test
  void whatTheHeaderLacksIsListed() {
    Answer answer =
        context.send(
            Ask.json("Target_json.Echo")
                .with("Authorization", "AWS4-HMAC-SHA256 SignedHeaders=host"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("IncompleteSignatureException")
        .contains(
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'Signature' parameter. Authorization header requires existence of either a"
                + " 'X-Amz-Date' or a 'Date' header."
                + " Authorization=AWS4-HMAC-SHA256 SignedHeaders=host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer xyz", "AWS4-HMAC-SHA256 Credential= xyz, Signature=0a"})
  void aComponentWithoutEqualSignIsNamed(String authorization) {
    Answer answer = context.send(Ask.json("Target_json.Echo").with("Authorization", authorization));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("IncompleteSignatureException")
        .contains(
            "'xyz' not a valid key=value pair (missing equal-sign) in Authorization header: '"
                + authorization
                + "'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"test", "a/b/c/d", "a/b/c/d/e/f", "/20250101/us-east-1/json/aws4_request"})
  void aCredentialHasFiveElements(String credential) {
    Answer answer = context.send(Ask.json("Target_json.Echo").signed(credential));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("IncompleteSignatureException")
        .contains(
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got '"
                + credential
                + "'");
  }

  @Test
  void aCredentialEndsInItsTerminator() {
    Answer answer =
        context.send(Ask.json("Target_json.Echo").signed("k/20250101/us-east-1/json/aws5"));

    assertThat(answer.body())
        .contains("InvalidSignatureException")
        .contains(
            "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'.");
  }

  @Test
  void aRequestIsSignedOnce() {
    Answer answer =
        context.send(
            Ask.of("GET", "/open?" + PRESIGNED).with("Host", "rest.localhost").signedFor("rest"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP"
                + " header.");
  }

  @Test
  void whatAPresignedQueryLacksIsListed() {
    Answer answer =
        context.send(
            Ask.of("GET", "/open?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20250101T000000Z")
                .with("Host", "rest.localhost"));

    assertThat(answer.header("x-amzn-errortype")).isEqualTo("IncompleteSignatureException");
    assertThat(answer.body())
        .contains(
            "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string"
                + " parameters must include 'X-Amz-Signature'. AWS query-string parameters must"
                + " include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.");
  }

  @Test
  void aPresignedRequestIsValidUntilItExpires() {
    Ask ask = Ask.of("GET", "/open?" + PRESIGNED + "&X-Amz-Expires=60");
    context.timeline.advance(Duration.ofSeconds(60));
    assertThat(context.send(ask).status()).isEqualTo(200);
    assertThat(context.lastCall().scope().region()).isEqualTo("eu-west-1");

    context.timeline.advance(Duration.ofMillis(1));
    Answer late = context.send(ask);
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.header("x-amzn-errortype")).isEqualTo("InvalidSignatureException");
    assertThat(late.body())
        .contains(
            "Signature expired: 20250101T000000Z is now earlier than 20250101T000000Z"
                + " (20250101T000100Z - 1 min.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "604801", "", "99999999999999999999"})
  void aPresignedRequestNamesAValidity(String expires) {
    Answer answer = context.send(Ask.of("GET", "/open?" + PRESIGNED + "&X-Amz-Expires=" + expires));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("x-amzn-errortype")).isEqualTo("IncompleteSignatureException");
    assertThat(context.calls).isEmpty();
  }

  @Test
  void aPresignedRequestNamesADate() {
    String query = PRESIGNED.replace("20250101T000000Z", "today") + "&X-Amz-Expires=60";

    assertThat(context.send(Ask.of("GET", "/open?" + query)).body())
        .contains("Date must be in ISO-8601 'basic format'. Got 'today'.");
  }

  /** What is wrong with the operation is told before what is wrong with the signature. */
  @Test
  void theOperationIsLookedUpBeforeTheSignature() {
    Answer answer =
        context.send(Ask.json("Target_json.Dance").with("Authorization", "AWS4-HMAC-SHA256 x"));

    assertThat(answer.body()).contains("UnknownOperationException");
  }

  @Test
  void queryServicesAnswerCodesWithoutTheEndingException() {
    Answer answer =
        context.send(
            Ask.of("POST", "/?Action=Echo&Version=2020-form&Text=a")
                .with("Authorization", "AWS4-HMAC-SHA256 x"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>IncompleteSignature</Code>");
  }
}
