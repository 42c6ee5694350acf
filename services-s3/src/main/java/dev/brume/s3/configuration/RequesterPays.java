package dev.brume.s3.configuration;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.QueryString;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.Payer;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.RequestCharged;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.CreationContributor;
import dev.brume.s3.object.ObjectHeaderContributor;

/**
 * Requester-pays buckets: requests from other accounts must send x-amz-request-payer; the response
 * confirms the charge.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html">Using
 *     Requester Pays general purpose buckets</a>
 */
public final class RequesterPays implements ObjectHeaderContributor, CreationContributor {
  private static final String HEADER = "x-amz-request-payer";
  private static final String REQUESTER = "requester";

  /** Whether a request to {@code bucket} lacks the required x-amz-request-payer. */
  public static boolean isUnpaid(RequestContext context, Bucket bucket) {
    if (!isOn(bucket)) {
      return false;
    }
    boolean nobody = context.caller().isAnonymous();
    boolean own = !nobody && context.caller().account().equals(bucket.owner());
    return !own && (nobody || !isPromised(context));
  }

  /** Whether {@code bucket} is a requester-pays bucket. */
  public static boolean isOn(Bucket bucket) {
    return Payer.REQUESTER.equals(bucket.configuration(Configurations.REQUEST_PAYMENT));
  }

  private static boolean isPromised(RequestContext context) {
    String header = context.http().header(HEADER);
    String said = header == null ? QueryString.first(context.http().query(), HEADER) : header;
    return REQUESTER.equalsIgnoreCase(said);
  }

  private static String charged(BucketRequest request) {
    return isOn(request.bucket()) && isPromised(request.context())
        ? RequestCharged.REQUESTER
        : null;
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, HeadObjectOutput.Builder answer) {
    answer.requestCharged(charged(request));
  }

  @Override
  public void contribute(
      BucketRequest request, ObjectVersion version, PutObjectOutput.Builder answer) {
    answer.requestCharged(charged(request));
  }
}
