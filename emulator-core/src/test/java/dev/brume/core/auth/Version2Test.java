package dev.brume.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.time.VirtualTimeline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signatures of version 2. Source of truth: the examples of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html, whose signatures stand
 * here as they were printed (for the bucket of its earlier editions).
 */
class Version2Test {
  private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String BUCKET = "/johnsmith";
  private static final String PRESIGNED =
      "/photos/puppy.jpg?AWSAccessKeyId=" + KEY + "&Expires=1175139620&Signature=";

  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2007-03-27T19:40:00Z"));

  private final SignatureVerifier verifier =
      new SignatureVerifier(Credentials.of(List.of(Examples.S3_KEY)), timeline);

  private void verify(HttpRequest request) {
    Signature signature = SignatureParser.parse(request);
    assertThat(signature.isVersion2()).isTrue();
    verifier
        .beginVersion2(request, signature, BUCKET + request.path())
        .verify(request, fault -> null);
  }

  private static void isRefused(ThrowingCallable call, Class<? extends SignatureFault> fault) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignatureRefusal.class, refusal -> assertThat(refusal.fault()).isInstanceOf(fault));
  }

  private static HttpRequest signed(
      String method, String target, String date, String signature, String... namesAndValues) {
    String[] headers = new String[namesAndValues.length + 4];
    headers[0] = "Date";
    headers[1] = "Tue, 27 Mar 2007 " + date + " +0000";
    headers[2] = "Authorization";
    headers[3] = "AWS " + KEY + ":" + signature;
    System.arraycopy(namesAndValues, 0, headers, 4, namesAndValues.length);
    return Examples.request(method, target, "", headers);
  }

  @ParameterizedTest
  @CsvSource({
    "/photos/puppy.jpg, 19:36:42, bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
    "/?prefix=photos&max-keys=50&marker=puppy, 19:42:41, htDYFYduRNen8P9ZfE/s9SuKy0U=",
    "/?acl, 19:44:46, c2WLPFtWHVgbEmeEG93a4cG37dM="
  })
  void theExamplesAreAccepted(String target, String date, String signature) {
    verify(signed("GET", target, date, signature));
    isRefused(() -> verify(signed("HEAD", target, date, signature)), SignatureFault.Mismatch.class);
  }

  /** The example signs {@code /johnsmith/?acl}; SDKs do, and send the bucket without the slash. */
  @Test
  void theSlashBehindABucketIsSignedThoughItIsNotSent() {
    HttpRequest request =
        signed("GET", "/johnsmith?acl", "19:44:46", "c2WLPFtWHVgbEmeEG93a4cG37dM=");
    SignatureVerification begun =
        verifier.beginVersion2(request, SignatureParser.parse(request), request.path());
    begun.verify(request, fault -> null);
  }

  @Test
  void aBodysTypeIsSigned() {
    timeline.advance(Duration.ofHours(2).minusMinutes(25));
    verify(
        signed(
            "PUT",
            "/photos/puppy.jpg",
            "21:15:45",
            "MyyxeRY7whkBe+bq8fHCL/2kKUg=",
            "Content-Type",
            "image/jpeg"));
  }

  @Test
  void thePresignedExampleIsAccepted() {
    verify(Examples.request("GET", PRESIGNED + "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D", ""));
  }

  /** As boto3 signs them, whether or not a service has made headers of them already. */
  @Test
  void valuesInTheQueryAreSignedInUtf8() throws Exception {
    String text = "PUT\n\n\n1175139620\nx-amz-meta-word:\u2014_\u00e9\n/johnsmith/photos/puppy.jpg";
    Mac mac = Mac.getInstance("HmacSHA1");
    byte[] secret = Examples.S3_KEY.secretAccessKey().getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    String target =
        PRESIGNED
            + URLEncoder.encode(
                Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8)
            + "&x-amz-meta-word=%E2%80%94_%C3%A9";

    verify(Examples.request("PUT", target, ""));
    verify(Examples.request("PUT", target, "", "x-amz-meta-word", "\u2014_\u00e9"));
    isRefused(
        () -> verify(Examples.request("PUT", target, "", "x-amz-meta-word", "other")),
        SignatureFault.Mismatch.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NpgCjnDzrM%2BWFzoENXmpNDUsSn9%3D", "%00", "\u20ac"})
  void anotherSignatureIsRefused(String signature) {
    isRefused(
        () -> verify(Examples.request("GET", PRESIGNED + signature, "")),
        SignatureFault.Mismatch.class);
  }

  /** Headers that clients put into the query count as headers. */
  @Test
  void aTokenBelongsToItsKey() {
    String token = "&x-amz-security-token=t";
    isRefused(
        () -> verify(Examples.request("GET", PRESIGNED + "s" + token, "")),
        SignatureFault.WrongToken.class);
  }

  @Test
  void aDateTooFarAwayIsRefused() {
    HttpRequest request =
        signed("GET", "/photos/puppy.jpg", "19:36:42", "bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
    timeline.advance(Duration.ofMinutes(12));
    isRefused(() -> verify(request), SignatureFault.Skewed.class);
  }
}
