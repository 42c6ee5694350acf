package dev.brume.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signed requests from AWS's documentation: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">S3 by
 * header</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3 by query
 * string</a>, and the signature version 4 test suite that AWS published with the General Reference.
 */
final class Examples {
  static final Credential S3_KEY =
      Credential.of(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "123456789012");

  static final Credential SUITE_KEY =
      Credential.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012");

  private Examples() {}

  static HttpRequest request(String method, String target, String body, String... namesAndValues) {
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    int mark = target.indexOf('?');
    return new HttpRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? null : target.substring(mark + 1),
        headers,
        new RequestBody.Whole(body.getBytes(UTF_8)),
        ClientConnection.INTERNAL);
  }

  private static String s3(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
        + "SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }

  private static HttpRequest s3Get(String target, String signature) {
    return request(
        "GET",
        target,
        "",
        "Host",
        "examplebucket.s3.amazonaws.com",
        "x-amz-content-sha256",
        Hashes.EMPTY_SHA256,
        "x-amz-date",
        "20130524T000000Z",
        "Authorization",
        s3("host;x-amz-content-sha256;x-amz-date", signature));
  }

  static HttpRequest s3Presigned() {
    return request(
        "GET",
        "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
        "",
        "Host",
        "examplebucket.s3.amazonaws.com");
  }

  /** S3's, by what they show. */
  static Map<String, HttpRequest> s3() {
    Map<String, HttpRequest> examples = new LinkedHashMap<>();
    examples.put(
        "a header of its own",
        request(
            "GET",
            "/test.txt",
            "",
            "Host",
            "examplebucket.s3.amazonaws.com",
            "Range",
            "bytes=0-9",
            "x-amz-content-sha256",
            Hashes.EMPTY_SHA256,
            "x-amz-date",
            "20130524T000000Z",
            "Authorization",
            s3(
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")));
    examples.put(
        "a body and an encoded path",
        request(
            "PUT",
            "/test%24file.text",
            "Welcome to Amazon S3.",
            "Host",
            "examplebucket.s3.amazonaws.com",
            "Date",
            "Fri, 24 May 2013 00:00:00 GMT",
            "x-amz-date",
            "20130524T000000Z",
            "x-amz-storage-class",
            "REDUCED_REDUNDANCY",
            "x-amz-content-sha256",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "Authorization",
            s3(
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")));
    examples.put(
        "a parameter without a value",
        s3Get("/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
    examples.put(
        "parameters",
        s3Get(
            "/?max-keys=2&prefix=J",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
    examples.put("a presigned address", s3Presigned());
    return examples;
  }

  private static HttpRequest suite(
      String method, String target, String signedHeaders, String signature, String... more) {
    String[] fields = new String[more.length + 6];
    fields[0] = "Host";
    fields[1] = "example.amazonaws.com";
    fields[2] = "X-Amz-Date";
    fields[3] = "20150830T123600Z";
    System.arraycopy(more, 0, fields, 4, more.length);
    fields[fields.length - 2] = "Authorization";
    fields[fields.length - 1] =
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders="
            + signedHeaders
            + ", Signature="
            + signature;
    return request(method, target, "", fields);
  }

  /** The test suite's, by its names. */
  static Map<String, HttpRequest> suite() {
    Map<String, HttpRequest> examples = new LinkedHashMap<>();
    String usual = "host;x-amz-date";
    String vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    examples.put("get-vanilla", suite("GET", "/", usual, vanilla));
    examples.put("get-slash", suite("GET", "//", usual, vanilla));
    examples.put("get-slash-dot-slash", suite("GET", "/./", usual, vanilla));
    examples.put("get-relative", suite("GET", "/example/..", usual, vanilla));
    examples.put("get-relative-relative", suite("GET", "/example1/example2/../..", usual, vanilla));
    examples.put(
        "get-vanilla-empty-query-key",
        suite(
            "GET",
            "/?Param1=value1",
            usual,
            "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"));
    examples.put(
        "get-vanilla-query-order-key-case",
        suite(
            "GET",
            "/?Param2=value2&Param1=value1",
            usual,
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"));
    examples.put(
        "post-vanilla",
        suite(
            "POST",
            "/",
            usual,
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
    examples.put(
        "get-header-value-order",
        suite(
            "GET",
            "/",
            "host;my-header1;x-amz-date",
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
            "My-Header1",
            "value4",
            "My-Header1",
            "value1",
            "My-Header1",
            "value3",
            "My-Header1",
            "value2"));
    examples.put(
        "get-header-value-trim",
        suite(
            "GET",
            "/",
            "host;my-header1;my-header2;x-amz-date",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            "My-Header1",
            " value1",
            "My-Header2",
            " \"a   b   c\""));
    return examples;
  }
}
