package dev.brume.fuzz;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureParser;
import dev.brume.core.auth.SignatureRefusal;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.auth.SignatureVerification;
import dev.brume.core.auth.SignatureVerifier;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.time.VirtualTimeline;
import java.util.List;

/**
 * Signatures in fields and queries: read and refused, never accepted, since nobody here knows the
 * key's secret.
 */
final class SignatureTarget implements Target {
  private final SignatureVerifier verifier =
      new SignatureVerifier(
          Credentials.of(
              List.of(Credential.of("AKIDEXAMPLE", "not to be guessed", "000000000001"))),
          new VirtualTimeline());

  @Override
  public List<byte[]> seeds() {
    String date = PresignedExpiry.format(VirtualTimeline.START);
    String scope = "AKIDEXAMPLE/" + date.substring(0, 8) + "/us-east-1/s3/aws4_request";
    return Refusals.seeds(
        "GET /b/k\nHost: h\nX-Amz-Date: "
            + date
            + "\nAuthorization: AWS4-HMAC-SHA256 Credential="
            + scope
            + ", SignedHeaders=host;x-amz-date, Signature="
            + "0a".repeat(32)
            + "\n\n",
        "GET /b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + scope.replace("/", "%2F")
            + "&X-Amz-Date="
            + date
            + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "0a".repeat(32)
            + "&X-Amz-Security-Token=t\nHost: h\n\n",
        "GET /b/k\nAuthorization: AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=\n\n",
        "GET /b/k?AWSAccessKeyId=AKIDEXAMPLE&Signature=x&Expires=1175139620\n\n",
        "GET /b/k\nX-Amz-Region-Set: us-*\nX-Amz-Date: "
            + date
            + "\nAuthorization:"
            + " AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20250101/s3/aws4_request,"
            + " SignedHeaders=host, Signature=30\n\n");
  }

  @Override
  public void take(byte[] input) {
    HttpRequest request = RequestText.parse(input);
    Signature signature = SignatureParser.parse(request);
    for (boolean required : new boolean[] {true, false}) {
      PresignedExpiry.check(signature, required, new VirtualTimeline());
    }
    if (signature.isUnsigned() || signature.fault() != null) {
      return;
    }
    for (SignatureRules rules : SignatureRules.values()) {
      try {
        SignatureVerification verification = verifier.begin(request, signature, rules, "s3");
        verification.verify(request, fault -> AwsError.client("Refused", 403, "refused"));
        throw new AssertionError("Accepted: " + request);
      } catch (SignatureRefusal refused) {
        Refusals.check(refused.fault() != null, "Refused without a fault");
      } catch (AwsError refused) {
        Refusals.check(refused);
      }
    }
  }
}
