package dev.brume.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.time.VirtualTimeline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Version 4A. Source of truth: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * and the test suite of AWS's own signer, https://github.com/awslabs/aws-c-auth
 * (tests/aws-signing-test-suite/v4a and tests/key_derivation_tests.c): such signatures differ from
 * run to run, these have been published.
 */
class AsymmetricSignaturesTest {
  private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");
  private static final String TOKEN =
      "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

  private static final Credential SESSION =
      new Credential(
          Examples.SUITE_KEY.accessKeyId(),
          Examples.SUITE_KEY.secretAccessKey(),
          Examples.SUITE_KEY.account(),
          TOKEN,
          null);

  @ParameterizedTest
  @CsvSource({
    "AKISORANDOMAASORANDOM, q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom,"
        + " 15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb,"
        + " 515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0",
    "AKIAIOSFODNN7EXAMPLE, wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY,"
        + " 18b7d04643359f6ec270dcbab8dce6d169d66ddc9778c75cfb08dfdb701637ab,"
        + " fa36b35e4fe67e3112261d2e17a956ef85b06e44712d2850bcd3c2161e9993f2"
  })
  void theKeyIsDerivedFromTheSecret(String key, String secret, String x, String y) {
    EcdsaSigningKey derived = EcdsaSigningKey.derive(Credential.of(key, secret, "123456789012"));

    assertThat(derived.point().getAffineX().toString(16)).isEqualTo(x);
    assertThat(derived.point().getAffineY().toString(16)).isEqualTo(y);
  }

  private static HttpRequest suite(
      String target, String body, String signedHeaders, String signature, String... more) {
    String[] fields = new String[more.length + 8];
    System.arraycopy(
        new String[] {
          "Host", "example.amazonaws.com",
          "X-Amz-Date", "20150830T123600Z",
          "X-Amz-Region-Set", "us-east-1",
          "Authorization",
              "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request,"
                  + " SignedHeaders="
                  + signedHeaders
                  + ", Signature="
                  + signature
        },
        0,
        fields,
        0,
        8);
    System.arraycopy(more, 0, fields, 8, more.length);
    return Examples.request(body.isEmpty() ? "GET" : "POST", target, body, fields);
  }

  private static HttpRequest vanilla() {
    return suite(
        "/",
        "",
        "host;x-amz-date;x-amz-region-set",
        "3044022037fb07d1a0465e254581a65439de25289947072fc92ed359202f83563590fd840220"
            + "5e72490c2c83b8d69d0ef77eabcd6762e91309804aa3bbc50f188405a5673be0");
  }

  private static HttpRequest presigned(String path, String query, String signature) {
    return Examples.request(
        "GET",
        path
            + "?"
            + query
            + "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fservice%2Faws4_request"
            + "&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600"
            + "&X-Amz-Region-Set=us-east-1&X-Amz-Signature="
            + signature,
        "",
        "Host",
        "example.amazonaws.com");
  }

  static Map<String, HttpRequest> published() {
    Map<String, HttpRequest> all = new LinkedHashMap<>();
    String usual = "host;x-amz-date;x-amz-region-set";
    all.put("get-vanilla", vanilla());
    // The bytes of U+1234, each as one character.
    String utf8 = "/\u00e1\u0088\u00b4";
    all.put(
        "get-utf8",
        suite(
            utf8,
            "",
            usual,
            "30440220672f6dd29db5f01624d301f49107d34f4c0e6fe504a2e7229ca8214c1652b97d0220"
                + "44abe997fac03dc170ea17530860ad3bb4203db0ead613fa6e6d6ad3e95a7350"));
    all.put(
        "get-vanilla-query-order-encoded",
        suite(
            "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
            "",
            usual,
            "3044022042f88d908e5a81e5c14d252fa616914f9050d3d613b3c894af248abad15abfe30220"
                + "5b7b243179d0b660969415262fa9f0b0de80a9ff278d02b181c720ed65a298e7"));
    all.put(
        "get-header-value-order",
        suite(
            "/",
            "",
            "host;my-header1;x-amz-date;x-amz-region-set",
            "30450220375345f80dd6237452075c25c25069430f89ce6c3fdff7ae4103a50b4f7bb8af022100"
                + "bfb21ebd1ab175dbfaae98deb966edb65f241d11a2fd2f534a101f81fd63fc0b",
            "My-Header1",
            "value4",
            "My-Header1",
            "value1",
            "My-Header1",
            "value3",
            "My-Header1",
            "value2"));
    all.put(
        "post-x-www-form-urlencoded-parameters",
        suite(
            "/",
            "Param1=value1",
            "content-length;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-region-set",
            "3046022100d6058562498b0377d5a0d365d1c11676ab5d48ef5712b217aa6e9a6416e35bc2022100"
                + "ba0b0d912ebe4080e5431753ee5a44ec366a35e6155c855df7e70b7f4e4ff32c",
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "Content-Length",
            "13",
            "x-amz-content-sha256",
            "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"));
    all.put(
        "get-vanilla-with-session-token",
        suite(
            "/",
            "",
            usual + ";x-amz-security-token",
            "304502203fd8664ee64d2c5cf0839ef2dd88b038aa6061f80f095825d66b607b15032bac022100"
                + "a7ade1e6f9013b5c7141c5096b7fcb18c15ea0ca444af43d041c113cda864ce7",
            "X-Amz-Security-Token",
            TOKEN));
    return all;
  }

  static Map<String, HttpRequest> publishedInTheQuery() {
    Map<String, HttpRequest> all = new LinkedHashMap<>();
    all.put(
        "get-vanilla-query, in the query",
        presigned(
            "/",
            "",
            "304402206332e5e68854cb92a48ea2b05de0783560cffe65643738c217a74a9bd394121e0220"
                + "017df735488cbe98e2aa92125217e40431d8f33b50c7cc72f7c453c5a52bb188"));
    all.put(
        "get-relative-normalized, in the query",
        presigned(
            "/example/..",
            "",
            "3045022100a8eb04f7882c71544786b37e3be87bede4f5a6690ef8c901750aa30283f760540220"
                + "0574b908ff2d4152ae027b3717d46d4e36099ed0d21a87502662a5039c4d4534"));
    all.put(
        "get-vanilla-query-order-encoded, in the query",
        presigned(
            "/",
            "Param-3=Value3&Param=Value2&%E1%88%B4=Value1&",
            "3046022100e25504f18aab11f2f511664a9e6b98f522b9c8bd95ad0c7502b56ff4248d2dba022100"
                + "c00ee21af060180bac879294598c03ba8523367daf1edf88688923a21f26e0df"));
    return all;
  }

  private static void verify(HttpRequest request) {
    Signature signature = SignatureParser.parse(request);
    if (signature.fault() != null) {
      throw new SignatureRefusal(signature.fault());
    }
    Credential known = signature.sessionToken() == null ? Examples.SUITE_KEY : SESSION;
    new SignatureVerifier(Credentials.of(List.of(known)), new VirtualTimeline(TIME))
        .begin(request, signature, SignatureRules.COMMON, "service")
        .verify(request, fault -> AwsError.client("Chunks", 400, fault.toString()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsPublishedIsAccepted() {
    return Stream.concat(published().entrySet().stream(), publishedInTheQuery().entrySet().stream())
        .map(example -> dynamicTest(example.getKey(), () -> verify(example.getValue())));
  }

  @Test
  void theSignatureIsReadStrictly() {
    String right = vanilla().header("Authorization");
    for (String wrong :
        List.of(
            right.replace("37fb07d1", "37FB07D1"),
            right.replace("3044022037fb", "3045022037fb"),
            right + "00",
            right + "*",
            right.substring(0, right.length() - 1),
            right.replaceAll("Signature=.*", "Signature=00"))) {
      HttpRequest request = vanilla();
      request.headers().set("Authorization", wrong);

      assertThat(catchThrowableOfType(SignatureRefusal.class, () -> verify(request)).fault())
          .as(wrong)
          .isInstanceOf(SignatureFault.Mismatch.class);
    }
  }

  @Test
  void theRegionsAreSigned() {
    HttpRequest other = vanilla();
    other.headers().set("X-Amz-Region-Set", "us-east-2");
    HttpRequest none = vanilla();
    none.headers().remove("X-Amz-Region-Set");

    assertThatThrownBy(() -> verify(other)).isInstanceOf(SignatureRefusal.class);
    assertThat(catchThrowableOfType(SignatureRefusal.class, () -> verify(none)).fault())
        .isEqualTo(new SignatureFault.MissingRegionSet(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1 | us-east-1 | eu-west-1 | us-east-1",
        "* | eu-west-1 | | us-east-1",
        "us-west-*,eu-west-1 | us-west-2 | us-east-1 | eu-west-1",
        "eu-* | eu-north-1 | us-east-1 | eu-west-1",
        "*-gov-*| us-gov-west-1 | us-west-1 | ",
        "ap-*st-2| ap-southeast-2 | ap-south-2 | ap-northeast-2",
        "u*s*1 | us-east-1 | us-east-2 | us-east-1"
      })
  void aRegionSetHasWildcards(String text, String in, String out, String first) {
    RegionSet set = RegionSet.parse(text);

    assertThat(set.contains(in)).isTrue();
    assertThat(out != null && set.contains(out)).isFalse();
    assertThat(set.first()).isEqualTo(first);
  }
}
