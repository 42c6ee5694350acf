package dev.brume.s3.website;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Buckets as web sites, by <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">Hosting a static
 * website using Amazon S3</a> and its pages on <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html">index
 * documents</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html">error
 * documents</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html">redirects</a>.
 * The form of error pages and the texts of invalid configurations are AWS's as reported in public.
 */
class WebsiteTest {
  private static final String INDEX = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
  private static final String ERROR = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";
  private static final String HOST = "bucket.s3-website.us-east-1.localhost:4566";

  private final S3Wire s3 = new S3Wire().create("bucket");
  private final S3Wire site = s3.anonymous().at(HOST);

  @BeforeEach
  void putObjects() {
    s3.put("/bucket/index.html", "home", "Content-Type", "text/html").hasStatus(200);
    s3.put("/bucket/docs/index.html", "docs").hasStatus(200);
    s3.put("/bucket/error.html", "sorry", "Content-Type", "text/html").hasStatus(200);
  }

  private Answer configure(String configuration) {
    String body = "<WebsiteConfiguration>" + configuration + "</WebsiteConfiguration>";
    return s3.put("/bucket?website", body, "Content-MD5", S3Wire.md5(body));
  }

  private static String rules(String... rules) {
    return "<RoutingRules><RoutingRule>"
        + String.join("</RoutingRule><RoutingRule>", rules)
        + "</RoutingRule></RoutingRules>";
  }

  @Test
  void aConfigurationIsKeptUntilItIsDeleted() {
    s3.get("/bucket?website")
        .isError(
            404,
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration")
        .has("BucketName", "bucket");
    configure(INDEX + ERROR).hasStatus(200);
    assertThat(s3.get("/bucket?website").hasStatus(200).text()).contains(INDEX, ERROR);
    s3.delete("/bucket?website").hasStatus(204);
    s3.get("/bucket?website").hasStatus(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<ErrorDocument><Key>e</Key></ErrorDocument> | InvalidArgument | A value for IndexDocument"
            + " Suffix must be provided if RedirectAllRequestsTo is empty",
        "<IndexDocument><Suffix>a/b</Suffix></IndexDocument> | InvalidArgument"
            + " | The IndexDocument Suffix is not well formed",
        "<RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo>"
            + INDEX
            + " | InvalidArgument | RedirectAllRequestsTo cannot be provided in conjunction with"
            + " other Routing Rules.",
        "<RedirectAllRequestsTo><HostName>h</HostName><Protocol>ftp</Protocol>"
            + "</RedirectAllRequestsTo> | InvalidRequest | Invalid protocol, protocol can be http"
            + " or https. If not defined the protocol will be selected automatically.",
        "<Redirect><HttpRedirectCode>200</HttpRedirectCode></Redirect> | InvalidRequest | The"
            + " provided HTTP redirect code (200) is not valid. Valid codes are 3XX except 300.",
        "<Condition><HttpErrorCodeReturnedEquals>200</HttpErrorCodeReturnedEquals></Condition>"
            + "<Redirect><HostName>h</HostName></Redirect> | InvalidRequest | The provided HTTP"
            + " error code (200) is not valid. Valid codes are 4XX or 5XX.",
        "<Redirect><ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b"
            + "</ReplaceKeyPrefixWith></Redirect> | InvalidRequest | You can only define"
            + " ReplaceKeyPrefix or ReplaceKey but not both."
      })
  void aConfigurationThatMakesNoSenseIsRefused(String part, String code, String message) {
    boolean rule = part.contains("<Redirect>");
    configure(rule ? INDEX + rules(part) : part).isError(400, code, message);
  }

  @Test
  void foldersHaveIndexDocuments() {
    configure(INDEX);
    assertThat(site.get("/").hasStatus(200).hasHeader("Content-Type", "text/html").text())
        .isEqualTo("home");
    assertThat(site.get("/docs/").hasStatus(200).text()).isEqualTo("docs");
    site.get("/docs").hasStatus(302).hasHeader("Location", "/docs/");
    assertThat(site.at("bucket.s3-website-us-east-1.amazonaws.com").get("/").text())
        .isEqualTo("home");
    site.head("/").hasStatus(200).hasHeader("Content-Length", "4");
  }

  @Test
  void conditionsAndRangesAreThoseOfObjects() {
    configure(INDEX + ERROR);
    String etag = site.get("/").header("ETag");
    site.get("/", "If-None-Match", etag).hasStatus(304);
    assertThat(site.get("/", "Range", "bytes=1-2").hasStatus(206).text()).isEqualTo("om");
  }

  @Test
  void whatIsNotThereIsAPageOrTheErrorDocument() {
    configure(INDEX);
    Answer page = site.get("/a%3Cb");
    page.hasStatus(404)
        .hasHeader("Content-Type", "text/html; charset=utf-8")
        .hasHeader("x-amz-error-code", "NoSuchKey")
        .hasHeader("x-amz-error-detail-Key", "a<b");
    assertThat(page.text())
        .startsWith("<html>\n<head><title>404 Not Found</title></head>\n<body>\n")
        .contains(
            "<h1>404 Not Found</h1>\n<ul>\n<li>Code: NoSuchKey</li>\n"
                + "<li>Message: The specified key does not exist.</li>\n<li>Key: a&lt;b</li>\n");
    configure(INDEX + ERROR);
    assertThat(
            site.get("/absent", "Range", "bytes=0-1")
                .hasStatus(404)
                .hasHeader("Content-Type", "text/html")
                .text())
        .isEqualTo("sorry");
    s3.delete("/bucket/error.html");
    assertThat(site.get("/absent").hasStatus(404).text())
        .contains(
            "<li>Key: absent</li>",
            "An Error Occurred While Attempting to Retrieve a Custom Error Document",
            "<li>Key: error.html</li>");
  }

  @Test
  void aWebsiteIsABucketWithAConfigurationThatIsRead() {
    assertThat(site.get("/").hasStatus(404).text()).contains("NoSuchWebsiteConfiguration");
    assertThat(site.at("none.s3-website.localhost:4566").get("/").hasStatus(404).text())
        .contains("<li>Code: NoSuchBucket</li>", "<li>BucketName: none</li>");
    configure(INDEX);
    assertThat(site.put("/k", "x").hasStatus(405).text())
        .contains("<h1>405 Method Not Allowed</h1>", "<li>Code: MethodNotAllowed</li>");
    assertThat(site.post("/", "x").hasStatus(405).text()).contains("MethodNotAllowed");
  }

  @Test
  void everythingCanBeElsewhere() {
    configure(
        "<RedirectAllRequestsTo><HostName>example.com</HostName><Protocol>https</Protocol>"
            + "</RedirectAllRequestsTo>");
    site.get("/a/b%20c").hasStatus(301).hasHeader("Location", "https://example.com/a/b%20c");
    s3.get("/bucket/index.html").hasStatus(200);
  }

  @Test
  void anObjectCanBeElsewhere() {
    configure(INDEX);
    s3.put("/bucket/old", "", "x-amz-website-redirect-location", "/new").hasStatus(200);
    site.get("/old").hasStatus(301).hasHeader("Location", "/new");
    s3.get("/bucket/old").hasStatus(200);
  }

  @Test
  void rulesSendElsewhereByPrefixAndByError() {
    configure(
        INDEX
            + ERROR
            + rules(
                "<Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition><Redirect>"
                    + "<ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith></Redirect>",
                "<Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>"
                    + "<KeyPrefixEquals>img/</KeyPrefixEquals></Condition><Redirect>"
                    + "<HostName>cdn.test</HostName><Protocol>https</Protocol>"
                    + "<HttpRedirectCode>307</HttpRedirectCode></Redirect>",
                "<Condition><KeyPrefixEquals>one</KeyPrefixEquals></Condition><Redirect>"
                    + "<ReplaceKeyWith>two.html</ReplaceKeyWith></Redirect>"));
    site.get("/docs/a%20b")
        .hasStatus(301)
        .hasHeader("Location", "http://" + HOST + "/documents/a%20b");
    site.get("/img/x.png").hasStatus(307).hasHeader("Location", "https://cdn.test/img/x.png");
    site.get("/one/more").hasStatus(301).hasHeader("Location", "http://" + HOST + "/two.html");
    s3.put("/bucket/img/y.png", "y").hasStatus(200);
    site.get("/img/y.png").hasStatus(200);
    site.get("/other").hasStatus(404);
  }

  /** The documentation shows a query string and what applications of one page put behind "#". */
  @Test
  void aReplacementMayBeAQueryOrAFragment() {
    configure(
        INDEX
            + rules(
                "<Condition><KeyPrefixEquals>img/</KeyPrefixEquals></Condition><Redirect>"
                    + "<ReplaceKeyPrefixWith>resize?key=</ReplaceKeyPrefixWith></Redirect>",
                "<Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>"
                    + "</Condition><Redirect><ReplaceKeyPrefixWith>#!/&#10;</ReplaceKeyPrefixWith>"
                    + "</Redirect>"));
    site.get("/img/a%3Fb")
        .hasStatus(301)
        .hasHeader("Location", "http://" + HOST + "/resize?key=a%3Fb");
    site.get("/foo/bar").hasStatus(301).hasHeader("Location", "http://" + HOST + "/#!/%0Afoo/bar");
  }

  // Reported of AWS; no recorded answer is at hand.
  @Test
  void theErrorDocumentCanBeElsewhereToo() {
    configure(INDEX + ERROR);
    s3.put("/bucket/error.html", "", "x-amz-website-redirect-location", "/sorry").hasStatus(200);
    site.get("/absent").hasStatus(301).hasHeader("Location", "/sorry");
  }
}
