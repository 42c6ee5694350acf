package dev.brume.s3.logging;

import static dev.brume.s3.logging.LogField.BYTES_SENT;
import static dev.brume.s3.logging.LogField.ERROR_CODE;
import static dev.brume.s3.logging.LogField.HTTP_STATUS;
import static dev.brume.s3.logging.LogField.KEY;
import static dev.brume.s3.logging.LogField.OBJECT_SIZE;
import static dev.brume.s3.logging.LogField.OPERATION;
import static dev.brume.s3.logging.LogField.REFERER;
import static dev.brume.s3.logging.LogField.REQUESTER;
import static dev.brume.s3.logging.LogField.REQUEST_URI;
import static dev.brume.s3.logging.LogField.USER_AGENT;
import static dev.brume.s3.logging.LogField.VERSION_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import dev.brume.s3.control.ControlWire;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What stands in access logs. How the records of deletions, of copies' sources and of what S3 does
 * by itself look is from public bug reports; so are the names of operations that the documentation
 * does not show. How S3 keeps clients from breaking out of fields is not documented.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 */
class AccessLogTest {
  private final LoggedBuckets logged = new LoggedBuckets(new S3Wire());
  private final S3Wire s3 = logged.s3;

  @Test
  void aRecordHasEveryField() {
    Answer answer =
        s3.get("/source/no%20key?versionId=null", "Referer", "http://a/", "User-Agent", "me 1.0");
    answer.isError(404, "NoSuchVersion");
    String owner = CanonicalUserIds.canonicalId(S3Wire.ACCOUNT);
    String time = "[01/Jan/2025:00:01:00 +0000]";
    String line = logged.line();
    assertThat(line)
        .matches(
            "\\Q"
                + String.join(
                    " ",
                    owner,
                    "source",
                    time,
                    "127.0.0.1",
                    owner,
                    answer.header("x-amz-request-id"),
                    "REST.GET.OBJECT no%20key \"GET /source/no%20key?versionId=null HTTP/1.1\"",
                    "404 NoSuchVersion",
                    Integer.toString(answer.body().length),
                    "-")
                + "\\E \\d+ \\d+ \\Q"
                + String.join(
                    " ",
                    "\"http://a/\" \"me 1.0\" null",
                    answer.header("x-amz-id-2"),
                    "SigV4 - AuthHeader localhost:4566 - - - -")
                + "\\E");
  }

  @Test
  void objectsHaveTheirSizes() {
    s3.put("/source/key", "12345").hasStatus(200);
    s3.get("/source/key", "Range", "bytes=0-1").hasStatus(206);
    s3.head("/source/key").hasStatus(200);
    s3.get("/source/key", "If-None-Match", "*").hasStatus(304);
    s3.delete("/source/key").hasStatus(204);
    s3.delete("/source/key").hasStatus(204);
    assertThat(outcomes())
        .containsExactly(
            "REST.PUT.OBJECT key 200 - - 5",
            "REST.GET.OBJECT key 206 - 2 5",
            "REST.HEAD.OBJECT key 200 - - 5",
            "REST.GET.OBJECT key 304 NotModified - 5",
            "REST.DELETE.OBJECT key 204 - - 5",
            "REST.DELETE.OBJECT key 204 - - -");
  }

  private List<String> outcomes() {
    return logged.lines().stream()
        .map(
            line ->
                LoggedBuckets.fields(
                    line, OPERATION, KEY, HTTP_STATUS, ERROR_CODE, BYTES_SENT, OBJECT_SIZE))
        .toList();
  }

  private List<String> operations() {
    return logged.lines().stream().map(line -> LoggedBuckets.field(line, OPERATION)).toList();
  }

  @Test
  void operationsHaveTheirNames() {
    String cors =
        "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
            + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>";
    s3.put("/source?cors", cors, "Content-MD5", S3Wire.md5(cors)).hasStatus(200);
    s3.get("/source");
    s3.get("/source?list-type=2");
    s3.get("/source?versions");
    s3.get("/source?uploads");
    s3.head("/source");
    s3.get("/source?logging");
    s3.get("/source?policy");
    s3.get("/source?publicAccessBlock");
    s3.get("/source?intelligent-tiering&id=a");
    s3.get("/source?acl");
    s3.get("/source/key?tagging");
    s3.get("/source?tagging");
    s3.post("/source/key?restore", "<RestoreRequest/>");
    s3.post("/source/key?uploads", "");
    s3.send(
            "OPTIONS",
            "/source/key",
            "",
            "Origin",
            "http://a",
            "Access-Control-Request-Method",
            "GET")
        .hasStatus(200);
    s3.get("/source?torrent");
    assertThat(operations())
        .containsExactly(
            "REST.PUT.CORS",
            "REST.GET.BUCKET",
            "REST.GET.BUCKET",
            "REST.GET.BUCKETVERSIONS",
            "REST.GET.UPLOADS",
            "REST.HEAD.BUCKET",
            "REST.GET.LOGGING_STATUS",
            "REST.GET.BUCKETPOLICY",
            "REST.GET.PUBLIC_ACCESS_BLOCK",
            "REST.GET.INTELLIGENT_TIERING",
            "REST.GET.ACL",
            "REST.GET.OBJECT_TAGGING",
            "REST.GET.TAGGING",
            "REST.POST.RESTORE",
            "REST.POST.UPLOADS",
            "REST.OPTIONS.PREFLIGHT",
            "REST.GET.BUCKET");
  }

  @Test
  void partsAndUploadsAreTold() {
    String id = s3.post("/source/key?uploads", "").element("UploadId");
    String upload = "/source/key?uploadId=" + id;
    Answer part = s3.put(upload + "&partNumber=1", "123");
    s3.get(upload).hasStatus(200);
    s3.post(
            upload,
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                + part.header("ETag")
                + "</ETag></Part></CompleteMultipartUpload>")
        .hasStatus(200);
    s3.delete(upload).isError(404, "NoSuchUpload");
    assertThat(outcomes()).element(1).isEqualTo("REST.PUT.PART key 200 - - 3");
    s3.get("/source/key").hasStatus(200);
    assertThat(outcomes()).containsExactly("REST.GET.OBJECT key 200 - 3 3");
  }

  @Test
  void refusalsAreLoggedBeforeTheCallerIsKnown() {
    s3.get("/source/key", "Authorization", "nonsense").isError(400, "InvalidArgument");
    s3.anonymous().put("/source/key", "x", "Content-MD5", "wrong").isError(400, "InvalidDigest");
    assertThat(logged.lines())
        .extracting(line -> LoggedBuckets.fields(line, REQUESTER, HTTP_STATUS, ERROR_CODE))
        .containsExactly("- 400 InvalidArgument", "- 400 InvalidDigest");
  }

  @Test
  void eachObjectOfADeletionHasARecord() {
    s3.put("/source/a", "12");
    logged.lines();
    String body =
        "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>b</Key></Object>"
            + "<Object><Key>c</Key><VersionId>wrong</VersionId></Object></Delete>";
    s3.post("/source?delete", body, "Content-MD5", S3Wire.md5(body)).hasStatus(200);
    List<String> lines = logged.lines();
    assertThat(LoggedBuckets.fields(lines.getFirst(), OPERATION, KEY, HTTP_STATUS))
        .isEqualTo("REST.POST.MULTI_OBJECT_DELETE - 200");
    assertThat(lines.subList(1, lines.size()))
        .extracting(
            line ->
                LoggedBuckets.fields(
                    line,
                    OPERATION,
                    KEY,
                    REQUEST_URI,
                    HTTP_STATUS,
                    ERROR_CODE,
                    OBJECT_SIZE,
                    REFERER,
                    USER_AGENT,
                    VERSION_ID))
        .containsExactly(
            "BATCH.DELETE.OBJECT a - 204 - 2 - - -",
            "BATCH.DELETE.OBJECT b - 204 - - - - -",
            "BATCH.DELETE.OBJECT c - 404 NoSuchVersion - - - wrong");
  }

  @Test
  void copiesAreLoggedAtBothEnds() {
    s3.create("other");
    s3.put("/source/a", "1234");
    logged.lines();
    s3.put("/other/b", "", "x-amz-copy-source", "/source/a").hasStatus(200);
    assertThat(outcomes()).containsExactly("REST.COPY.OBJECT_GET a 200 - - 4");
    s3.put("/source/c", "", "x-amz-copy-source", "/other/b").hasStatus(200);
    assertThat(outcomes()).singleElement().asString().startsWith("REST.COPY.OBJECT c 200 -");
    s3.put("/other/d", "", "x-amz-copy-source", "/source/none").isError(404, "NoSuchKey");
    assertThat(outcomes()).containsExactly("REST.COPY.OBJECT_GET none 404 NoSuchKey - -");
  }

  @Test
  void accessPointsAreTold() {
    String alias = new ControlWire(s3).create("point", "source").hasStatus(200).element("Alias");
    logged.lines();
    s3.put("/" + alias + "/a", "1234").hasStatus(200);
    s3.at("point-" + S3Wire.ACCOUNT + ".s3-accesspoint.us-east-1.amazonaws.com")
        .get("/none")
        .isError(404, "NoSuchKey");
    s3.create("other");
    String source = ControlWire.encodedArn("point") + "/object/a";
    s3.put("/other/b", "", "x-amz-copy-source", source).hasStatus(200);
    assertThat(s3.get("/unknown-s3alias/a").status()).isBetween(400, 499);
    String arn = ControlWire.arn("point");
    assertThat(logged.lines())
        .extracting(
            line ->
                LoggedBuckets.fields(
                    line, OPERATION, KEY, HTTP_STATUS, OBJECT_SIZE, LogField.ACCESS_POINT_ARN))
        .containsExactly(
            "REST.PUT.OBJECT a 200 4 " + arn,
            "REST.GET.OBJECT none 404 - " + arn,
            "REST.COPY.OBJECT_GET a 200 4 " + arn);
  }

  @Test
  void formsAndWebsitesAreTold() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n";
    s3.post("/source", form, "Content-Type", "multipart/form-data; boundary=b").hasStatus(204);
    String site = "source.s3-website-us-east-1.localhost:4566";
    s3.at(site).anonymous().get("/k").isError(404, null);
    assertThat(logged.lines())
        .extracting(line -> LoggedBuckets.fields(line, OPERATION, KEY, HTTP_STATUS, ERROR_CODE))
        .containsExactly(
            "REST.POST.OBJECT k 204 -", "WEBSITE.GET.OBJECT k 404 NoSuchWebsiteConfiguration");
  }

  @Test
  void whatS3DoesByItselfIsTold() {
    s3.put("/source/old", "123");
    s3.put("/source/kept/a", "4".repeat(200_000));
    s3.post("/source/up?uploads", "").hasStatus(200);
    String rules =
        "<LifecycleConfiguration>"
            + rule("old", "<Expiration><Days>1</Days></Expiration>")
            + rule(
                "kept/",
                "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>")
            + rule(
                "up",
                "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                    + "</AbortIncompleteMultipartUpload>")
            + "</LifecycleConfiguration>";
    s3.put("/source?lifecycle", rules, "Content-MD5", S3Wire.md5(rules)).hasStatus(200);
    logged.lines();
    logged.passDays(3);
    assertThat(logged.lines())
        .extracting(
            line ->
                LoggedBuckets.fields(
                    line,
                    REQUESTER,
                    OPERATION,
                    KEY,
                    REQUEST_URI,
                    HTTP_STATUS,
                    OBJECT_SIZE,
                    REFERER,
                    USER_AGENT))
        .containsExactlyInAnyOrder(
            "AmazonS3 S3.EXPIRE.OBJECT old \"-\" - 3 \"-\" \"-\"",
            "AmazonS3 S3.TRANSITION.OBJECT kept/a \"-\" - 200000 \"-\" \"-\"",
            "AmazonS3 S3.DELETE.UPLOAD up \"-\" - - \"-\" \"-\"");
  }

  private static String rule(String prefix, String action) {
    return "<Rule><ID>"
        + prefix
        + "</ID><Filter><Prefix>"
        + prefix
        + "</Prefix></Filter><Status>Enabled</Status>"
        + action
        + "</Rule>";
  }

  @Test
  void clientsStayInTheirFields() {
    s3.get("/source/%22%0a+é", "User-Agent", "a\" 200 \\\u00e9", "Referer", "\tb");
    String line = logged.line();
    assertThat(LoggedBuckets.fields(line, KEY, REQUEST_URI, REFERER, USER_AGENT))
        .isEqualTo(
            "%22%0A%20%C3%A9 \"GET /source/%22%0a+\\xC3\\xA9 HTTP/1.1\" \"\\x09b\""
                + " \"a\\x22 200 \\x5C\\xC3\\xA9\"");
  }
}
