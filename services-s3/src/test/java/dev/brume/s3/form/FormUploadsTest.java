package dev.brume.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.Headers;
import dev.brume.core.http.RequestBody;
import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uploads by forms, by <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST
 * policy</a> and <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>. The texts are AWS's
 * as reported in public; how policies that make no sense are refused, AWS does not document.
 */
class FormUploadsTest {
  private static final String TYPE = "multipart/form-data; boundary=xYz";
  private static final String EXPIRATION = "\"expiration\": \"2999-01-01T00:00:00.000Z\"";

  private final S3Wire s3 = new S3Wire().create("bucket");

  /** A form with these fields, names and values by turns, and a file. */
  private static String form(String file, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append("--xYz\r\nContent-Disposition: form-data; name=\"")
          .append(fields[i])
          .append("\"\r\n\r\n")
          .append(fields[i + 1])
          .append("\r\n");
    }
    if (file != null) {
      form.append("--xYz\r\nContent-Disposition: form-data; name=\"file\";")
          .append(" filename=\"C:\\dir\\my.txt\"\r\nContent-Type: text/plain\r\n\r\n")
          .append(file)
          .append("\r\n");
    }
    return form.append("--xYz--\r\n").toString();
  }

  private Answer post(String file, String... fields) {
    return s3.anonymous().post("/bucket", form(file, fields), "Content-Type", TYPE);
  }

  /** Posts a form with a policy, without anybody verifying the signature. */
  private Answer postSigned(String conditions, String file, String... more) {
    String policy = "{" + EXPIRATION + ", \"conditions\": [" + conditions + "]}";
    return postPolicy(policy, file, more);
  }

  private Answer postPolicy(String policy, String file, String... more) {
    String[] fields = new String[more.length + 10];
    System.arraycopy(more, 0, fields, 0, more.length);
    String[] signature = {
      "x-amz-algorithm",
      "AWS4-HMAC-SHA256",
      "x-amz-credential",
      S3Wire.ACCOUNT + "/20250101/us-east-1/s3/aws4_request",
      "x-amz-date",
      "20250101T000000Z",
      "policy",
      Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)),
      "x-amz-signature",
      "00"
    };
    System.arraycopy(signature, 0, fields, more.length, signature.length);
    return post(file, fields);
  }

  private static final String SIGNED =
      ", [\"starts-with\", \"$x-amz-algorithm\", \"\"], [\"starts-with\", \"$x-amz-credential\","
          + " \"\"], [\"starts-with\", \"$x-amz-date\", \"\"]";

  @Test
  void aFormStoresItsFileUnderItsKeyWithWhatItsFieldsSay() {
    post(
            "Hello\r\n--xY\r\n",
            "key",
            "a/${filename}",
            "Content-Type",
            "text/html",
            "x-amz-meta-Colour",
            "blue",
            "x-amz-storage-class",
            "STANDARD_IA",
            "tagging",
            "<Tagging><TagSet><Tag><Key>k 1</Key><Value>v=</Value></Tag></TagSet></Tagging>",
            "submit",
            "Upload")
        .hasStatus(204)
        .hasHeader("Location", "http://localhost:4566/bucket/a%2Fmy.txt")
        .hasHeader("ETag", s3.head("/bucket/a/my.txt").header("ETag"));
    Answer stored = s3.get("/bucket/a/my.txt");
    stored
        .hasStatus(200)
        .hasHeader("Content-Type", "text/html")
        .hasHeader("x-amz-meta-colour", "blue")
        .hasHeader("x-amz-storage-class", "STANDARD_IA")
        .hasHeader("x-amz-tagging-count", "1");
    assertThat(stored.text()).isEqualTo("Hello\r\n--xY\r\n");
    s3.get("/bucket/a/my.txt?tagging").has("Key", "k 1").has("Value", "v=");
  }

  @Test
  void theAddressHasTheBucketOnce() {
    S3Wire hosted = s3.anonymous().at("bucket.s3.amazonaws.com");
    hosted
        .post("/", form("x", "key", "a/b"), "Content-Type", TYPE)
        .hasStatus(204)
        .hasHeader("Location", "http://bucket.s3.amazonaws.com/a%2Fb");
  }

  @Test
  void anEmptyFileIsAFileAndWhatStandsBehindTheFileIsIgnored() {
    String form = form("", "key", "k", "x-amz-meta-a", "");
    form =
        form.replace(
            "--xYz--",
            "--xYz\r\n"
                + "Content-Disposition: form-data; name=\"x-amz-meta-b\"\r\n\r\n"
                + "late\r\n"
                + "--xYz--");
    s3.anonymous().post("/bucket/", form, "Content-Type", TYPE).hasStatus(204);
    s3.get("/bucket/k")
        .hasHeader("Content-Length", "0")
        .hasHeader("Content-Type", "binary/octet-stream")
        .hasHeader("x-amz-meta-b", null);
  }

  @Test
  void aBodyThatComesByteByByteIsTheSame() {
    byte[] bytes = form("12\r\n--xY", "key", "k").getBytes(StandardCharsets.UTF_8);
    s3.anonymous().send("POST", "/bucket", new Trickle(bytes), "Content-Type", TYPE).hasStatus(204);
    assertThat(s3.get("/bucket/k").text()).isEqualTo("12\r\n--xY");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void whatIsNotLatinIsASpaceInHeadersButStaysInMetadata() {
    post(
            "x",
            "key",
            "k",
            "Cache-Control",
            "non-ascii_\u2014_\u00e9_\ud83d\udc51_",
            "x-amz-meta-word",
            "=?UTF-8?B?YWJj?=",
            "x-amz-meta-crown",
            "\u2014\ud83d\udc51")
        .hasStatus(204);
    s3.head("/bucket/k")
        .hasHeader("Cache-Control", "non-ascii_ _\u00e9_ _")
        .hasHeader("x-amz-meta-word", "=?UTF-8?B?YWJj?=")
        .hasHeader("x-amz-meta-crown", "=?UTF-8?B?4oCU8J+RkQ==?=");
  }

  // Answer recorded on AWS, S3, 2026-02.
  @Test
  void aFileWithoutANameFillsInNothing() {
    String form = form("x", "key", "as-${filename}").replace("; filename=\"C:\\dir\\my.txt\"", "");
    s3.anonymous().post("/bucket", form, "Content-Type", TYPE).hasStatus(204);
    s3.head("/bucket/as-$%7Bfilename%7D").hasStatus(200);
  }

  // Answer recorded on AWS, S3, 2026-02: a document of another root is an empty set of tags.
  @Test
  void tagsOfAnotherRootAreNone() {
    post("x", "key", "k", "tagging", "<InvalidXmlTagging></InvalidXmlTagging>").hasStatus(204);
    assertThat(s3.get("/bucket/k?tagging").text()).contains("<TagSet/>");
    post("x", "key", "k", "tagging", "not-xml")
        .isError(
            400,
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published"
                + " schema");
  }

  @Test
  void theFormSaysHowItIsAnswered() {
    post("x", "key", "k", "success_action_status", "200").hasStatus(200);
    post("x", "key", "k", "success_action_status", "302").hasStatus(204);
    post("x", "key", "a&b", "success_action_status", "201")
        .hasStatus(201)
        .hasHeader("Content-Type", "application/xml")
        .has("Location", "http://localhost:4566/bucket/a%26b")
        .has("Bucket", "bucket")
        .has("Key", "a&amp;b")
        .has("ETag", "&quot;9dd4e461268c8034f5c8564e155c67a6&quot;");
    post("x", "key", "a/b", "success_action_redirect", "http://example.com/done?x=1")
        .hasStatus(303)
        .hasHeader(
            "Location",
            "http://example.com/done?x=1&bucket=bucket&key=a%2Fb"
                + "&etag=%229dd4e461268c8034f5c8564e155c67a6%22");
    post("x", "key", "k", "success_action_redirect", "nowhere").hasStatus(204);
  }

  @Test
  void aFormNeedsAKeyAndAFile() {
    post("x", "acl", "private")
        .isError(
            400,
            "InvalidArgument",
            "Bucket POST must contain a field named 'key'.  If it is specified, please check the"
                + " order of the fields.")
        .has("ArgumentName", "key");
    post("x", "key", "")
        .isError(400, "InvalidArgument", "User key must have a length greater than 0.");
    post(null, "key", "k")
        .isError(400, "InvalidArgument", "POST requires exactly one file upload per request.")
        .has("ArgumentName", "file");
    post("x", "key", "k".repeat(1025)).isError(400, "KeyTooLongError");
    post("x", "key", "k", "acl", "open").isError(400, "InvalidArgument");
    s3.get("/bucket/k").hasStatus(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--other\r\n\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk",
        "--xYz\r\nContent-Disposition: form-data\r\n\r\nk\r\n--xYz--\r\n",
        "--xYz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--xYz\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nno end"
      })
  void whatIsNoFormIsRefused(String body) {
    s3.anonymous()
        .post("/bucket", body, "Content-Type", TYPE)
        .isError(
            400,
            "MalformedPOSTRequest",
            "The body of your POST request is not well-formed multipart/form-data.");
    s3.get("/bucket/k").hasStatus(404);
  }

  @Test
  void aPostToABucketIsAForm() {
    s3.post("/bucket", "x", "Content-Type", "text/plain")
        .isError(412, "PreconditionFailed")
        .has("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    s3.post("/bucket", "x", "Content-Type", "multipart/form-data")
        .isError(400, "MalformedPOSTRequest");
    s3.post("/absent", form("x", "key", "k"), "Content-Type", TYPE).isError(404, "NoSuchBucket");
    post("x", "key", "k", "x-amz-meta-long", "x".repeat(20 * 1024))
        .isError(
            400,
            "MaxPostPreDataLengthExceededError",
            "Your POST request fields preceding the upload file was too large.");
  }

  @Test
  void aChecksumIsVerifiedAndKept() {
    post("x", "key", "k", "x-amz-checksum-crc32", "AAAAAA==").isError(400, "BadDigest");
    s3.get("/bucket/k").hasStatus(404);
    post("x", "key", "k", "x-amz-checksum-crc32", "jNwWgw==")
        .hasStatus(204)
        .hasHeader("x-amz-checksum-crc32", "jNwWgw==");
  }

  @Test
  void aPolicySaysWhatMayBeUploaded() {
    String conditions =
        "{\"bucket\": \"bucket\"}, [\"starts-with\", \"$key\", \"user/\"], {\"acl\":"
            + " \"bucket-owner-full-control\"}, [\"content-length-range\", 2, 4]"
            + SIGNED;
    String[] fields = {
      "key", "user/${filename}", "acl", "bucket-owner-full-control", "x-ignore-me", "1"
    };
    postSigned(conditions, "four", fields).hasStatus(204);
    postSigned(conditions, "x", fields)
        .isError(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        .has("MinSizeAllowed", "2");
    postSigned(conditions, "fives", fields)
        .isError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
        .has("ProposedSize", "5")
        .has("MaxSizeAllowed", "4");
    fields[1] = "other";
    denied(
        postSigned(conditions, "four", fields),
        "Policy Condition failed: [\"starts-with\", \"$key\", \"user/\"]");
    denied(
        postSigned(conditions, "four", "key", "user/k"),
        "Policy Condition failed: [\"eq\", \"$acl\", \"bucket-owner-full-control\"]");
    denied(
        postSigned("[\"eq\", \"$key\", \"k\"]" + SIGNED, "x", "key", "k", "submit", "Go"),
        "Extra input fields: submit");
    denied(
        postPolicy(
            "{\"expiration\": \"1969-12-31T00:00:00Z\", \"conditions\": []}", "x", "key", "k"),
        "Policy expired.");
  }

  private static void denied(Answer answer, String why) {
    answer.isError(403, "AccessDenied", "Invalid according to Policy: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | Invalid JSON.",
        "{'conditions': []} | Policy missing expiration.",
        "{'expiration': '2999-01-01T00:00:00Z'} | Policy missing conditions.",
        "{'expiration': 'soon', 'conditions': []} | Invalid 'expiration' value: 'soon'",
        "{'expiration': '2999-01-01T00:00:00Z', 'conditions': [{'a': 'b', 'c': 'd'}]} | Invalid"
            + " Simple-Condition: Simple-Conditions must have exactly one property specified."
      })
  void aPolicyThatMakesNoSenseIsRefused(String policy, String why) {
    postPolicy(policy.replace('\'', '"'), "x", "key", "k")
        .isError(400, "InvalidPolicyDocument", "Invalid Policy: " + why);
  }

  @Test
  void aPolicyIsSignedAndASignatureHasAPolicy() {
    // Answers recorded on AWS, S3, 2026-02: a policy that nobody signed, and one that is half
    // signed.
    post("x", "key", "k", "policy", "e30=").isError(403, "AccessDenied");
    post("x", "key", "k", "policy", "e30=", "x-amz-date", "20250101T000000Z")
        .isError(400, "InvalidArgument")
        .has("ArgumentName", "X-Amz-Algorithm");
    post("x", "key", "k", "x-amz-signature", "00")
        .isError(400, "InvalidArgument")
        .has("ArgumentName", "policy");
  }

  // Answers recorded on AWS, S3, 2026-02.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['eq', 'key', 'k'] | ['eq', 'key', 'k']",
        "['content-length-range', 'test', '10'] | ['content-length-range', 'test', '10']"
      })
  void aConditionThatCanNotHoldFails(String condition, String shown) {
    String policy =
        "{'expiration': '2999-01-01T00:00:00Z', 'conditions': [{'bucket': 'bucket'}, "
            + condition
            + "]}";
    postPolicy(policy.replace('\'', '"'), "x", "key", "k")
        .isError(
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy Condition failed: " + shown.replace('\'', '"'));
  }

  /** A body that comes byte by byte. */
  private record Trickle(byte[] bytes) implements RequestBody.Streamed {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int at;
            private long demand;
            private boolean giving;

            @Override
            public void request(long count) {
              demand = Math.min(bytes.length + 1L, demand + count);
              if (giving) {
                return;
              }
              giving = true;
              while (demand > 0 && at < bytes.length) {
                demand--;
                subscriber.onNext(ByteBuffer.wrap(bytes, at++, 1).slice());
              }
              giving = false;
              if (at == bytes.length) {
                at++;
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {
              at = bytes.length + 1;
            }
          });
    }
  }

  // Answers recorded on AWS, S3, 2026-02, of the algorithm and the key of version 2; the other
  // fields are named in the same way.
  @Test
  void missingFieldsOfSignaturesAreNamed() {
    String[] fourth = {
      "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature",
    };
    for (String missing : fourth) {
      String[] fields = {"key", "k", "policy", "e30=", "", "", "", "", "", ""};
      int at = 4;
      for (String name : fourth) {
        if (!name.equals(missing)) {
          fields[at++] = name;
          fields[at++] = "x";
        }
      }
      assertMissing(post("x", fields), missing);
    }
    assertMissing(post("x", "key", "k", "policy", "e30=", "signature", "x"), "AWSAccessKeyId");
    assertMissing(post("x", "key", "k", "policy", "e30=", "AWSAccessKeyId", "x"), "Signature");
  }

  private static void assertMissing(Answer answer, String field) {
    answer
        .isError(
            400,
            "InvalidArgument",
            "Bucket POST must contain a field named '"
                + field
                + "'.  If it is specified, please check the order of the fields.")
        .has("ArgumentName", field);
  }

  @Test
  void tagsWithoutASetAreNone() {
    post("x", "key", "k", "tagging", "<Tagging></Tagging>").hasStatus(204);
    assertThat(s3.get("/bucket/k?tagging").text()).contains("<TagSet/>");
  }
}
