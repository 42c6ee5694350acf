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

/**
 * ListBuckets: those of an account, in all regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>
 */
public final class ListBucketsOperation {
  /** The most that a page has, and the default. */
  static final int MAX_BUCKETS = 10_000;

  private static final long SECOND_MILLIS = 1000;
  private final Buckets buckets;

  public ListBucketsOperation(Buckets buckets) {
    this.buckets = buckets;
  }

  public ListBucketsOutput listBuckets(RequestContext context, ListBucketsRequest input) {
    int max = max(input.maxBuckets());
    PageTokens tokens =
        S3Refusals.pageTokens("ListBuckets", "continuation-token", context.scope().account());
    String after = tokens.position(input.continuationToken());
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

  /** The region is told where the request has any parameter. */
  private static boolean isFiltered(ListBucketsRequest input) {
    return input.maxBuckets() != null
        || input.continuationToken() != null
        || input.prefix() != null
        || input.bucketRegion() != null;
  }

  private List<Bucket> chosen(String account, ListBucketsRequest input, String after) {
    String prefix = input.prefix() == null ? "" : input.prefix();
    String region = input.bucketRegion();
    return buckets.ownedBy(account).stream()
        .filter(bucket -> bucket.name().startsWith(prefix))
        .filter(bucket -> bucket.name().compareTo(after) > 0)
        .filter(bucket -> region == null || region.equals(bucket.scope().region()))
        .sorted(Comparator.comparing(Bucket::name, Utf8Order.INSTANCE))
        .toList();
  }

  private static dev.brume.s3.api.Bucket described(Bucket bucket, boolean withRegion) {
    long seconds = Math.floorDiv(bucket.record().createdMillis(), SECOND_MILLIS);
    return dev.brume.s3.api.Bucket.builder()
        .name(bucket.name())
        .creationDate(Instant.ofEpochSecond(seconds))
        .bucketRegion(withRegion ? bucket.scope().region() : null)
        .build();
  }
}
