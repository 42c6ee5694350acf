package dev.brume.s3.configuration;

import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.GetBucketRequestPaymentOutput;
import dev.brume.s3.api.GetBucketRequestPaymentRequest;
import dev.brume.s3.api.Payer;
import dev.brume.s3.api.PutBucketRequestPaymentRequest;

/**
 * The operations on request payment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html">PutBucketRequestPayment</a>
 */
final class RequestPaymentOperations {
  public Unit putBucketRequestPayment(BucketRequest request, PutBucketRequestPaymentRequest input) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              edit.setConfiguration(
                  Configurations.REQUEST_PAYMENT, input.requestPaymentConfiguration().payer());
              return Unit.INSTANCE;
            });
  }

  public GetBucketRequestPaymentOutput getBucketRequestPayment(
      BucketRequest request, GetBucketRequestPaymentRequest input) {
    String payer = request.bucket().configuration(Configurations.REQUEST_PAYMENT);
    return GetBucketRequestPaymentOutput.builder()
        .payer(payer == null ? Payer.BUCKET_OWNER : payer)
        .build();
  }
}
