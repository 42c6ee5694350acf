package dev.brume.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.VirtualTimeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What AWS gives as examples is accepted, and nothing that differs from them in one byte. Source of
 * truth: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and the
 * pages that {@link Examples} names.
 */
class SignatureExamplesTest {
  private static final Instant S3_TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");

  private static void verifyS3(HttpRequest request) {
    verify(request, SignatureRules.DECLARED_PAYLOAD, "s3", S3_TIME);
  }

  private static void verifySuite(HttpRequest request) {
    verify(request, SignatureRules.COMMON, "service", SUITE_TIME);
  }

  private static void verify(
      HttpRequest request, SignatureRules rules, String service, Instant now) {
    Signature signature = SignatureParser.parse(request);
    if (signature.fault() != null) {
      throw new SignatureRefusal(signature.fault());
    }
    if (signature.isUnsigned()) {
      throw new SignatureRefusal(new SignatureFault.Missing());
    }
    Credentials known = Credentials.of(List.of(Examples.S3_KEY, Examples.SUITE_KEY));
    new SignatureVerifier(known, new VirtualTimeline(now))
        .begin(request, signature, rules, service)
        .verify(request, fault -> AwsError.client("Unexpected", 400, fault.toString()));
  }

  @TestFactory
  Stream<DynamicTest> theExamplesOfS3() {
    return Examples.s3().entrySet().stream()
        .map(example -> dynamicTest(example.getKey(), () -> verifyS3(example.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> theTestSuite() {
    return Examples.suite().entrySet().stream()
        .map(example -> dynamicTest(example.getKey(), () -> verifySuite(example.getValue())));
  }

  /** Every byte of method, path, query and each signed header, one at a time. */
  @TestFactory
  Stream<DynamicTest> aTamperedByteIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, HttpRequest> example : Examples.s3().entrySet()) {
      tests.add(
          dynamicTest(
              example.getKey(),
              () -> {
                for (HttpRequest tampered : tampered(example.getValue())) {
                  assertThatThrownBy(() -> verifyS3(tampered))
                      .as("%s", tampered)
                      .isInstanceOf(SignatureRefusal.class);
                }
              }));
    }
    return tests.stream();
  }

  private static List<HttpRequest> tampered(HttpRequest request) {
    List<HttpRequest> all = new ArrayList<>();
    for (String method : mutants(request.method())) {
      all.add(with(request, method, request.path(), request.query(), request.headers()));
    }
    for (String path : mutants(request.path().substring(1))) {
      all.add(with(request, request.method(), "/" + path, request.query(), request.headers()));
    }
    if (request.query() != null) {
      for (String query : mutants(request.query())) {
        all.add(with(request, request.method(), request.path(), query, request.headers()));
      }
    }
    for (int i = 0; i < request.headers().size(); i++) {
      boolean isAuthorization = request.headers().name(i).equals("Authorization");
      for (String value : mutants(request.headers().value(i))) {
        // A space between the parts may be a comma or none: that changes nothing.
        if (!isAuthorization || !isSameButForSeparators(value, request.headers().value(i))) {
          all.add(
              with(
                  request,
                  request.method(),
                  request.path(),
                  request.query(),
                  changed(request.headers(), i, value)));
        }
      }
    }
    return all;
  }

  private static boolean isSameButForSeparators(String one, String other) {
    return one.replaceAll("[ ,]+", " ").equals(other.replaceAll("[ ,]+", " "));
  }

  private static List<String> mutants(String text) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      for (char other : new char[] {(char) (c ^ 1), (char) (c ^ 4)}) {
        if (other > ' ' && other < 0x7f && other != c) {
          all.add(text.substring(0, i) + other + text.substring(i + 1));
        }
      }
      all.add(text.substring(0, i) + text.substring(i + 1));
    }
    all.add(text + "x");
    return all;
  }

  private static HttpRequest with(
      HttpRequest request, String method, String path, String query, Headers headers) {
    return new HttpRequest(method, path, query, headers, request.body(), request.connection());
  }

  private static Headers changed(Headers headers, int index, String value) {
    Headers other = new Headers();
    for (int i = 0; i < headers.size(); i++) {
      other.add(headers.name(i), i == index ? value : headers.value(i));
    }
    return other;
  }

  /** Outside of S3 the body itself is signed; S3 holds it against the header that is. */
  @Test
  void aTamperedBodyIsRefused() {
    HttpRequest request = Examples.suite().get("post-vanilla");

    assertThatThrownBy(() -> verifySuite(request.withBody(new RequestBody.Whole(new byte[] {'x'}))))
        .isInstanceOf(SignatureRefusal.class);
  }

  /** A parameter that is hidden by an encoded name must not count as if it were read. */
  @Test
  void theSignaturesOwnParametersCanNotBeDisguised() {
    HttpRequest request = Examples.s3Presigned();
    String query = request.query().replace("X-Amz-Expires", "X%2DAmz-Expires");

    assertThatThrownBy(
            () -> verifyS3(with(request, "GET", request.path(), query, request.headers())))
        .isInstanceOf(SignatureRefusal.class);
  }

  /** The order in which parameters come, and how their characters are encoded, is nobody's. */
  @Test
  void parametersMayComeInAnyOrder() {
    HttpRequest request = Examples.s3().get("parameters");

    verifyS3(with(request, "GET", "/", "prefix=%4A&max-keys=2", request.headers()));
  }

  @Test
  void keysThatProvedRightAreKeptUpToALimit() {
    SigningKeys keys = new SigningKeys();
    for (int i = 0; i < SigningKeys.MAX_KEPT + 1; i++) {
      CredentialScope scope = CredentialScope.parse("k/20130524/r" + i + "/s3/aws4_request", true);
      keys.keep(Examples.S3_KEY, scope, keys.derive(Examples.S3_KEY, scope));
    }

    assertThat(keys.size()).isEqualTo(1);
  }

  @Test
  void aCredentialKeepsItsSecrets() {
    assertThat(Examples.S3_KEY.toString())
        .contains("AKIAIOSFODNN7EXAMPLE")
        .doesNotContain("wJalrXUtnFEMI");
  }
}
