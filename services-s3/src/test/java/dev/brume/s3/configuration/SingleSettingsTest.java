package dev.brume.s3.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.S3Wire;
import dev.brume.s3.S3Wire.Answer;
import org.junit.jupiter.api.Test;

/**
 * Acceleration, and who pays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html">PutBucketAccelerateConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html">GetBucketAccelerateConfiguration</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html">PutBucketRequestPayment</a>
 */
class SingleSettingsTest {
  private final S3Wire s3 = new S3Wire().create("bucket").create("with.dots");

  private Answer accelerate(String bucket, String status) {
    return s3.put(
        "/" + bucket + "?accelerate",
        "<AccelerateConfiguration>" + status + "</AccelerateConfiguration>");
  }

  @Test
  void transfersAreAccelerated() {
    assertThat(s3.get("/bucket?accelerate").hasStatus(200).text())
        .contains("<AccelerateConfiguration")
        .doesNotContain("Status");
    accelerate("bucket", "<Status>Enabled</Status>").hasStatus(200);
    s3.get("/bucket?accelerate").has("Status", "Enabled");
    accelerate("bucket", "<Status>Suspended</Status>").hasStatus(200);
    s3.get("/bucket?accelerate").has("Status", "Suspended");

    accelerate("bucket", "<Status>Off</Status>").isError(400, "MalformedXML");
    accelerate("bucket", "").isError(400, "MalformedXML");
    accelerate("with.dots", "<Status>Enabled</Status>")
        .isError(
            400,
            "InvalidRequest",
            "S3 Transfer Acceleration is not supported for buckets with periods (.) in their"
                + " names");
    s3.get("/none?accelerate").isError(404, "NoSuchBucket");
  }

  @Test
  void theAcceleratedEndpointsAreForBucketsThatHaveThem() {
    S3Wire fast = s3.at("bucket.s3-accelerate.amazonaws.com");
    fast.put("/key", "x")
        .isError(
            400, "InvalidRequest", "S3 Transfer Acceleration is not configured on this bucket");
    accelerate("bucket", "<Status>Suspended</Status>").hasStatus(200);
    fast.put("/key", "x")
        .isError(400, "InvalidRequest", "S3 Transfer Acceleration is disabled on this bucket");
    accelerate("bucket", "<Status>Enabled</Status>").hasStatus(200);
    fast.put("/key", "x").hasStatus(200);
    s3.at("bucket.s3-accelerate.dualstack.amazonaws.com").get("/key").hasStatus(200);
    s3.at("bucket.s3-external-1.amazonaws.com").get("/key").hasStatus(200);
  }

  private Answer pay(String payer) {
    String body = "<RequestPaymentConfiguration>" + payer + "</RequestPaymentConfiguration>";
    return s3.put("/bucket?requestPayment", body, "Content-MD5", S3Wire.md5(body));
  }

  @Test
  void theOwnerPaysOrTheRequester() {
    s3.get("/bucket?requestPayment").has("Payer", "BucketOwner");
    pay("<Payer>Requester</Payer>").hasStatus(200);
    s3.get("/bucket?requestPayment").has("Payer", "Requester");
    pay("<Payer>BucketOwner</Payer>").hasStatus(200);
    s3.get("/bucket?requestPayment").has("Payer", "BucketOwner");

    pay("<Payer>Nobody</Payer>").isError(400, "MalformedXML");
    pay("").isError(400, "MalformedXML");
  }
}
