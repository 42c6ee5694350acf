package dev.brume.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.AsyncHandler;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.MultipartForm;
import dev.brume.core.http.MultipartForm.Field;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Signatures of forms where they are verified, by the example of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html">Example:
 * browser-based upload using HTTP POST</a>.
 */
class FormSignatureTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private static final Credentials KEYS =
      Credentials.of(List.of(Credential.of("AKIAIOSFODNN7EXAMPLE", SECRET, "123456789012")));

  private static final String POLICY =
      """
      { "expiration": "2015-12-30T12:00:00.000Z",
        "conditions": [
          {"bucket": "sigv4examplebucket"},
          ["starts-with", "$key", "user/user1/"],
          {"acl": "public-read"},
          {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com\
      /successful_upload.html"},
          ["starts-with", "$Content-Type", "image/"],
          {"x-amz-meta-uuid": "14365123651274"},
          {"x-amz-server-side-encryption": "AES256"},
          ["starts-with", "$x-amz-meta-tag", ""],

          {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
          {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
          {"x-amz-date": "20151229T000000Z" }
        ]
      }\
      """;

  private final Map<String, String> fields =
      new TreeMap<>(
          Map.of(
              "key",
              "user/user1/k",
              "x-amz-algorithm",
              "AWS4-HMAC-SHA256",
              "x-amz-credential",
              "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request",
              "x-amz-date",
              "20151229T000000Z",
              "policy",
              Base64.getEncoder()
                  .encodeToString(POLICY.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
              "x-amz-signature",
              "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"));

  /** Knows the keys, and does nothing. */
  private static final class KnownKeys implements OperationRunner {
    @Override
    public CompletionStage<HttpResponse> run(
        HttpRequest request, Scope scope, Caller caller, AsyncHandler<?, ?> handler) {
      throw new AssertionError("A signature is only read");
    }

    @Override
    public Credentials credentials() {
      return KEYS;
    }

    @Override
    public String accountOf(String accessKeyId) {
      return Accounts.of(accessKeyId);
    }

    @Override
    public SignatureFault faultOf(String accessKeyId, String sessionToken) {
      return null;
    }
  }

  private String signer() {
    List<Field> list = new ArrayList<>();
    fields.forEach((name, value) -> list.add(new Field(name, value)));
    FormFields form = new FormFields(new MultipartForm(list, "", null));
    return FormSigner.of(form, new KnownKeys(), false, new VirtualTimeline()).account();
  }

  private void refused(String field, String value, String code) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    assertThatThrownBy(this::signer)
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  @Test
  void theExampleIsTaken() {
    assertThat(signer()).isEqualTo("123456789012");
  }

  @Test
  void anotherSignatureIsRefused() {
    refused("x-amz-signature", "8a" + "00".repeat(31), "SignatureDoesNotMatch");
  }

  @Test
  void anotherPolicyIsRefused() {
    refused("policy", "e30=", "SignatureDoesNotMatch");
  }

  @Test
  void anUnknownKeyIsRefused() {
    refused("x-amz-credential", "AKID/20151229/us-east-1/s3/aws4_request", "InvalidAccessKeyId");
  }

  @Test
  void aCredentialOfAnotherDayIsRefused() {
    refused("x-amz-date", "20151230T000000Z", "AuthorizationQueryParametersError");
  }

  @Test
  void whoDoesNotSignIsRefused() {
    fields.keySet().removeIf(name -> !name.equals("key"));
    refused("policy", null, "AccessDenied");
  }

  @Test
  void version2IsVerifiedToo() throws GeneralSecurityException {
    fields.keySet().removeIf(name -> name.startsWith("x-amz-"));
    fields.put("AWSAccessKeyId", "AKIAIOSFODNN7EXAMPLE");
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    byte[] right = mac.doFinal(fields.get("policy").getBytes(StandardCharsets.UTF_8));
    fields.put("signature", Base64.getEncoder().encodeToString(right));

    assertThat(signer()).isEqualTo("123456789012");
    refused("signature", "00", "SignatureDoesNotMatch");
    refused("AWSAccessKeyId", "AKID", "InvalidAccessKeyId");
  }
}
