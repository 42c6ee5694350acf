package dev.brume.s3.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CORS configurations and what they do, by <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of a
 * CORS configuration</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors-troubleshooting.html">
 * Troubleshooting CORS</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS object</a>.
 * The texts of invalid configurations are AWS's as reported in public. That the server's own rules
 * hold where a bucket has no configuration is this server's choice.
 */
class CorsTest {
  private static final String PAGE = "https://www.example.com";
  private static final String RULE =
      "<CORSRule><AllowedOrigin>https://*.example.com</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
          + "<AllowedHeader>X-Amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
          + "<ExposeHeader>x-amz-id-2</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule>";
  private static final String PUBLIC_RULE =
      "<CORSRule><ID>all</ID><AllowedOrigin>*</AllowedOrigin>"
          + "<AllowedMethod>HEAD</AllowedMethod></CORSRule>";

  private final S3Wire s3 = new S3Wire().create("bucket");

  @BeforeEach
  void putObject() {
    s3.put("/bucket/k", "x").hasStatus(200);
  }

  private Answer configure(String rules) {
    String body = "<CORSConfiguration>" + rules + "</CORSConfiguration>";
    return s3.put("/bucket?cors", body, "Content-MD5", S3Wire.md5(body));
  }

  private Answer options(String target, String... headers) {
    return s3.anonymous().send("OPTIONS", target, "", headers);
  }

  private Answer preflight(String origin, String method, String headers) {
    return options(
        "/bucket/k",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  @Test
  void aConfigurationIsKeptUntilItIsDeleted() {
    s3.get("/bucket?cors")
        .isError(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist")
        .has("BucketName", "bucket");
    configure(RULE + PUBLIC_RULE).hasStatus(200);
    assertThat(s3.get("/bucket?cors").hasStatus(200).text())
        .contains(
            "<AllowedHeader>X-Amz-*</AllowedHeader><AllowedMethod>GET</AllowedMethod>",
            "<ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-id-2</ExposeHeader>",
            "<MaxAgeSeconds>3000</MaxAgeSeconds>",
            "<CORSRule><ID>all</ID>");
    s3.delete("/bucket?cors").hasStatus(204);
    s3.delete("/bucket?cors").hasStatus(204);
    s3.get("/bucket?cors").isError(404, "NoSuchCORSConfiguration");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>"
            + " | InvalidRequest | Found unsupported HTTP method in CORS config."
            + " Unsupported method is PATCH",
        "<AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + " | InvalidRequest"
            + " | AllowedOrigin \"http://*.*\" can not have more than one wildcard.",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + "<AllowedHeader>*-*</AllowedHeader> | InvalidRequest"
            + " | AllowedHeader \"*-*\" can not have more than one wildcard.",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + "<ExposeHeader>*</ExposeHeader> | InvalidRequest"
            + " | ExposeHeader \"*\" contains wildcard. We currently do not support wildcard for"
            + " ExposeHeader.",
        "<AllowedOrigin>*</AllowedOrigin> | MalformedXML | The XML you provided was not"
            + " well-formed or did not validate against our published schema"
      })
  void aConfigurationThatMakesNoSenseIsRefused(String rule, String code, String message) {
    configure("<CORSRule>" + rule + "</CORSRule>").isError(400, code, message);
    s3.get("/bucket?cors").hasStatus(404);
  }

  @Test
  void thereAreAtMostAHundredRules() {
    configure(PUBLIC_RULE.repeat(100)).hasStatus(200);
    configure(PUBLIC_RULE.repeat(101))
        .isError(
            400,
            "InvalidRequest",
            "The number of CORS rules should not exceed allowed limit of 100 rules.");
  }

  @Test
  void aPreflightIsAnsweredByTheFirstRuleThatFits() {
    configure(RULE + PUBLIC_RULE);
    preflight(PAGE, "PUT", "x-amz-date, X-Amz-Acl")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", PAGE)
        .hasHeader("Access-Control-Allow-Credentials", "true")
        .hasHeader("Access-Control-Allow-Methods", "GET, PUT")
        .hasHeader("Access-Control-Allow-Headers", "x-amz-date, x-amz-acl")
        .hasHeader("Access-Control-Expose-Headers", "ETag, x-amz-id-2")
        .hasHeader("Access-Control-Max-Age", "3000")
        .hasHeader("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")
        .hasHeader("Server", "AmazonS3");
    preflight("http://elsewhere.test", "HEAD", "")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", "*")
        .hasHeader("Access-Control-Allow-Credentials", null);
    s3.at("bucket.s3.localhost:4566")
        .anonymous()
        .send("OPTIONS", "/k", "", "Origin", PAGE, "Access-Control-Request-Method", "GET")
        .hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, GET, ''",
    "https://www.example.com, DELETE, ''",
    "https://www.example.com, PUT, content-type",
    "http://localhost:3000, PUT, ''"
  })
  void aPreflightThatNoRuleAllowsIsRefused(String origin, String method, String headers) {
    configure(RULE);
    preflight(origin, method, headers)
        .isError(
            403,
            "AccessForbidden",
            "CORSResponse: This CORS request is not allowed. This is usually because the evalution"
                + " of Origin, request method / Access-Control-Request-Method or"
                + " Access-Control-Request-Headers are not whitelisted by the resource's CORS"
                + " spec.")
        .has("Method", method)
        .has("ResourceType", "OBJECT")
        .hasHeader("Access-Control-Allow-Origin", null);
  }

  @Test
  void aPreflightSaysForWhomAndForWhat() {
    configure(RULE);
    options("/bucket/k")
        .isError(400, "BadRequest", "Insufficient information. Origin request header needed.");
    options("/bucket/k", "Origin", PAGE)
        .isError(400, "BadRequest", "Invalid Access-Control-Request-Method: null");
    options("/bucket", "Origin", PAGE, "Access-Control-Request-Method", "DELETE")
        .isError(403, "AccessForbidden")
        .has("ResourceType", "BUCKET");
  }

  @Test
  void anAnswerCarriesWhatTheRuleSaysAlsoWhereItIsAnError() {
    configure(RULE + PUBLIC_RULE);
    s3.get("/bucket/k", "Origin", PAGE)
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", PAGE)
        .hasHeader("Access-Control-Allow-Methods", "GET, PUT")
        .hasHeader("Access-Control-Allow-Headers", null)
        .hasHeader("Access-Control-Expose-Headers", "ETag, x-amz-id-2");
    s3.get("/bucket/none", "Origin", PAGE)
        .hasStatus(404)
        .hasHeader("Access-Control-Allow-Origin", PAGE);
    s3.head("/bucket/k", "Origin", "http://localhost")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", "*");
    s3.get("/bucket/k").hasHeader("Access-Control-Allow-Origin", null).hasHeader("Vary", null);
  }

  @Test
  void aPageThatNoRuleNamesGetsAnAnswerThatItCannotRead() {
    configure(RULE);
    s3.get("/bucket/k", "Origin", "http://localhost:3000")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", null);
    s3.get("/bucket/k", "Origin", "https://elsewhere.test")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", null);
  }

  @Test
  void whatSuchAPagePostsIsForTheServerToLetIn() {
    configure(RULE);
    String delete = "<Delete><Object><Key>k</Key></Object></Delete>";
    String[] page = {"Content-MD5", S3Wire.md5(delete), "Origin", "https://elsewhere.test"};
    assertThat(s3.post("/bucket?delete", delete, page).hasStatus(403).text()).isEmpty();
    page[3] = "http://localhost:3000";
    s3.post("/bucket?delete", delete, page).hasStatus(200);
  }

  @Test
  void theServersOwnRulesHoldForBucketsWithoutAConfiguration() {
    s3.post("/bucket?delete", "", "Origin", PAGE).hasStatus(403);
    s3.get("/", "Origin", PAGE).hasStatus(403);
    s3.get("/bucket/k", "Origin", "http://localhost:3000")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", "http://localhost:3000");
    preflight("http://localhost:3000", "PUT", "x-amz-date").hasStatus(204);
    options("/bucket/k")
        .isError(400, "BadRequest", "Insufficient information. Origin request header needed.");
  }

  // Answer recorded on AWS, S3, 2023-07: a bucket without a configuration lets no page read, and
  // answers all the same. What it says of a bucket that is not there is reported in public.
  @ParameterizedTest
  @CsvSource({"/bucket/k", "/bucket", "/nowhere", "/nowhere/k"})
  void withoutAConfigurationNoPageReads(String target) {
    options(target, "Origin", PAGE, "Access-Control-Request-Method", "PUT")
        .isError(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.")
        .has("Method", "PUT")
        .has("ResourceType", "BUCKET");
    options(target, "Origin", PAGE).isError(403, "AccessForbidden").has("Method", "OPTIONS");
    s3.get("/bucket/k", "Origin", PAGE)
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", null);
    s3.put("/bucket/k2", "x", "Origin", PAGE).hasStatus(200);
    s3.get("/nowhere/k", "Origin", PAGE).isError(404, "NoSuchBucket");
  }

  // Answer recorded on AWS, S3, 2025-03.
  @Test
  void theMethodThatIsAskedAboutCountsOutsideOfPreflightsToo() {
    configure(RULE);
    s3.get("/bucket/k", "Origin", PAGE, "Access-Control-Request-Method", "DELETE")
        .hasStatus(200)
        .hasHeader("Access-Control-Allow-Origin", null);
    s3.get("/bucket/k", "Origin", PAGE, "Access-Control-Request-Method", "PUT")
        .hasHeader("Access-Control-Allow-Origin", PAGE);
  }
}
