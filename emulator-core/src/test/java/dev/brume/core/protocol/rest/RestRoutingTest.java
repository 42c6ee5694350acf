package dev.brume.core.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.schema.ServiceSchema;
import org.junit.jupiter.api.Test;

/**
 * Which operation a request is for, and what its path says. Sources of truth: <a
 * href="https://smithy.io/2.0/spec/http-bindings.html#http-trait">Smithy: http</a>, the URIs of
 * S3's and Lambda's models and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">S3: object
 * keys</a>.
 */
class RestRoutingTest {
  private static final ServiceSchema S3 = RestService.s3(false);
  private static final ServiceSchema LAMBDA = RestService.lambda();

  private final RestXmlProtocol restXml = new RestXmlProtocol();
  private final RestJsonProtocol restJson = new RestJsonProtocol();

  private OperationMatch match(String method, String uri, String... headers) {
    return restXml.match(S3, RestService.request(method, uri, "", headers));
  }

  private String named(String method, String uri, String... headers) {
    return match(method, uri, headers).operation().name();
  }

  private String key(String uri) {
    return match("GET", uri).labels().get("Key");
  }

  @Test
  void methodAndPathNameTheOperation() {
    assertThat(named("GET", "/")).isEqualTo("ListBuckets");
    assertThat(named("GET", "/bucket")).isEqualTo("ListObjects");
    assertThat(named("GET", "/bucket/")).isEqualTo("ListObjects");
    assertThat(named("GET", "/bucket/key")).isEqualTo("GetObject");
    assertThat(named("PUT", "/bucket/key")).isEqualTo("PutObject");
    assertThat(match("GET", "/bucket/").labels()).containsEntry("Bucket", "bucket");
  }

  @Test
  void aParameterInThePatternMustBeThere() {
    assertThat(named("GET", "/bucket?list-type=2&prefix=a")).isEqualTo("ListObjectsV2");
    assertThat(named("GET", "/bucket?list-type=1")).isEqualTo("ListObjects");
    assertThat(named("GET", "/bucket?location")).isEqualTo("GetLocation");
    assertThat(named("GET", "/bucket?location=")).isEqualTo("GetLocation");
    assertThat(named("GET", "/bucket/key?tagging")).isEqualTo("GetTagging");
    assertThat(named("GET", "/bucket?prefix=location")).isEqualTo("ListObjects");
    assertThat(named("POST", "/bucket/key?select-type=2&select")).isEqualTo("Select");
  }

  /** SDKs for JavaScript, Kotlin, Rust and Go send x-id; boto3 and others do not. */
  @Test
  void operationsThatShareAPatternAreToldByWhatTheyRequire() {
    assertThat(named("PUT", "/b/k", "x-amz-copy-source", "/b/x")).isEqualTo("CopyObject");
    assertThat(named("PUT", "/b/k?partNumber=1&uploadId=u")).isEqualTo("UploadPart");
    assertThat(named("PUT", "/b/k?partNumber=1&uploadId=u", "X-Amz-Copy-Source", "/b/x"))
        .isEqualTo("UploadPartCopy");
    assertThat(named("PUT", "/b/k?partNumber=1")).isEqualTo("PutObject");
    assertThat(named("GET", "/b/k?uploadId=u")).isEqualTo("ListParts");
  }

  @Test
  void theParameterXIdDecidesWhereItIsSent() {
    assertThat(named("GET", "/?x-id=ListDirectories")).isEqualTo("ListDirectories");
    assertThat(named("GET", "/?x-id=ListBuckets")).isEqualTo("ListBuckets");
    assertThat(named("PUT", "/b/k?x-id=UploadPart")).isEqualTo("UploadPart");
    assertThat(named("GET", "/b/k?x-id=GetObject")).isEqualTo("GetObject");
    assertThat(named("GET", "/b/k?x-id=Unknown")).isEqualTo("GetObject");
  }

  /** A key is any sequence of UTF-8; nothing of the path is normalised. */
  @Test
  void keysAreTakenFromThePathByteForByte() {
    assertThat(key("/b/a/b/c")).isEqualTo("a/b/c");
    assertThat(key("/b//")).isEqualTo("/");
    assertThat(key("/b//a//b/")).isEqualTo("/a//b/");
    assertThat(key("/b/../x/./y")).isEqualTo("../x/./y");
    assertThat(key("/b/a%2Fb%2f")).isEqualTo("a/b/");
    assertThat(key("/b/a+b%20c%2B")).isEqualTo("a+b c+");
    assertThat(key("/b/%C3%BC%F0%9F%98%80%00")).isEqualTo("\u00FC\uD83D\uDE00\0");
    assertThat(key("/b/%252F")).isEqualTo("%2F");
    assertThat(key("/b/a;b=c,d@:!$&'()*~")).isEqualTo("a;b=c,d@:!$&'()*~");
  }

  @Test
  void whatCannotBeDecodedIsRefused() {
    for (String uri : new String[] {"/b/%", "/b/%4", "/b/%zz", "/b/%FF", "/b?prefix=%", "/b?%C3"}) {
      AwsError error = catchThrowableOfType(AwsError.class, () -> match("GET", uri));
      assertThat(error.code()).as(uri).isEqualTo("MalformedInput");
      assertThat(error.status()).isEqualTo(400);
    }
  }

  @Test
  void anotherMethodIsNoOperation() {
    AwsError error = catchThrowableOfType(AwsError.class, () -> match("PATCH", "/b/k"));
    assertThat(error.code()).isEqualTo("UnknownOperationException");
    assertThat(error.status()).isEqualTo(404);
    assertThat(catchThrowableOfType(AwsError.class, () -> match("GET", "//k")).status())
        .isEqualTo(404);
  }

  @Test
  void slashesAtTheEndDoNotMatter() {
    assertThat(lambda("GET", "/2015-03-31/functions")).isEqualTo("ListFunctions");
    assertThat(lambda("GET", "/2015-03-31/functions/")).isEqualTo("ListFunctions");
    assertThat(lambda("GET", "/2015-03-31/functions/f")).isEqualTo("GetFunction");
    assertThat(lambda("POST", "/2015-03-31/functions/f/invocations")).isEqualTo("Invoke");
  }

  @Test
  void unknownPathsAreUnknownOperations() {
    AwsError unknown =
        catchThrowableOfType(AwsError.class, () -> lambda("GET", "/2015-03-31/nothing"));
    assertThat(unknown.code()).isEqualTo("UnknownOperationException");
    assertThat(unknown.status()).isEqualTo(404);
    AwsError method =
        catchThrowableOfType(AwsError.class, () -> lambda("DELETE", "/2015-03-31/functions"));
    assertThat(method.status()).isEqualTo(405);
  }

  private String lambda(String method, String uri) {
    return restJson.match(LAMBDA, RestService.request(method, uri, "")).operation().name();
  }
}
