package dev.brume.s3.bucket;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.s3.Buckets;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ListBucketsOutput;
import dev.brume.s3.api.ListBucketsRequest;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.Utf8Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * ListBuckets: an account's buckets in all regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 */
final class ListBucketsOperation {
  /** The largest page, and the default. */
  static final int MAX_BUCKETS = 10_000;

  /**
   * AWS's regions; the server permits buckets in others, which are included if they have any.
   *
   * @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html">Amazon S3 endpoints</a>
   */
  private static final Set<String> REGIONS =
      Set.of(
          ("af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1"
                  + " ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4"
                  + " ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1"
                  + " cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1"
                  + " eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1"
                  + " mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1"
                  + " us-west-1 us-west-2")
              .split(" "));

  private static final long SECOND_MILLIS = 1000;
  private final Buckets buckets;

  ListBucketsOperation(Buckets buckets) {
    this.buckets = buckets;
  }

  public ListBucketsOutput listBuckets(RequestContext context, ListBucketsRequest input) {
    int max = max(input.maxBuckets());
    PageTokens tokens =
        S3Refusals.pageTokens("ListBuckets", "continuation-token", context.scope().account());
    String after = tokens.positionUnlessEmpty(input.continuationToken());
    boolean withRegion = isFiltered(input);
    List<dev.brume.s3.api.Bucket> page = new ArrayList<>();
    String next = null;
    for (Bucket bucket : chosen(context.scope().account(), input, after)) {
      if (page.size() == max) {
        next = page.get(max - 1).name();
        break;
      }
      page.add(described(bucket, withRegion));
    }
    return ListBucketsOutput.builder()
        .buckets(page)
        .owner(CanonicalUserIds.of(context.scope().account()))
        .continuationToken(next == null ? null : tokens.after(next))
        .prefix(input.prefix())
        .build();
  }

  private static int max(Integer given) {
    if (given == null) {
      return MAX_BUCKETS;
    }
    if (given < 1 || given > MAX_BUCKETS) {
      throw S3Refusals.invalidArgument(
          "Argument max-buckets must be an integer between 1 and " + MAX_BUCKETS,
          "max-buckets",
          given.toString());
    }
    return given;
  }

  /** The region is returned if the request has any parameter. */
  private static boolean isFiltered(ListBucketsRequest input) {
    return input.maxBuckets() != null
        || input.continuationToken() != null
        || input.prefix() != null
        || input.bucketRegion() != null;
  }

  private List<Bucket> chosen(String account, ListBucketsRequest input, String after) {
    String prefix = input.prefix() == null ? "" : input.prefix();
    String region = input.bucketRegion();
    if (region != null && !isRegion(region)) {
      throw S3Refusals.invalidArgument(
          "Argument value " + region + " is not a valid AWS Region", "bucket-region", null);
    }
    return buckets.ownedBy(account).stream()
        .filter(bucket -> bucket.name().startsWith(prefix))
        .filter(bucket -> bucket.name().compareTo(after) > 0)
        .filter(bucket -> region == null || region.equals(bucket.scope().region()))
        .sorted(Comparator.comparing(Bucket::name, Utf8Order.INSTANCE))
        .toList();
  }

  private boolean isRegion(String name) {
    return REGIONS.contains(name) || buckets.areIn(name);
  }

  private static dev.brume.s3.api.Bucket described(Bucket bucket, boolean withRegion) {
    long seconds = Math.floorDiv(bucket.record().createdMillis(), SECOND_MILLIS);
    return dev.brume.s3.api.Bucket.builder()
        .name(bucket.name())
        .creationDate(Instant.ofEpochSecond(seconds))
        .bucketRegion(withRegion ? bucket.scope().region() : null)
        .bucketArn(bucket.arn())
        .build();
  }
}
