package dev.brume.s3.engine;

import dev.brume.core.scope.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts, over all accounts, the buckets of each region and account and the access points of each
 * bucket. The regions of S3 report their contents when they are opened, changed and closed, so
 * nothing is stored. Safe for use by many threads; each call takes constant time.
 */
public final class BucketCounts {
  private final Map<String, Integer> bucketsByRegion = new ConcurrentHashMap<>();
  private final Map<String, Integer> bucketsByAccount = new ConcurrentHashMap<>();
  private final Map<BucketKey, Integer> accessPointsByBucket = new ConcurrentHashMap<>();

  private record BucketKey(Scope scope, String name) {
    static BucketKey of(AccessPoint point) {
      Scope scope = new Scope(point.record().bucketAccount(), point.scope().region());
      return new BucketKey(scope, point.record().bucket());
    }
  }

  void addBucket(Scope scope) {
    bucketsByRegion.merge(scope.region(), 1, Integer::sum);
    bucketsByAccount.merge(scope.account(), 1, Integer::sum);
  }

  void removeBucket(Scope scope) {
    bucketsByRegion.computeIfPresent(scope.region(), BucketCounts::less);
    bucketsByAccount.computeIfPresent(scope.account(), BucketCounts::less);
  }

  void addAccessPoint(AccessPoint point) {
    accessPointsByBucket.merge(BucketKey.of(point), 1, Integer::sum);
  }

  void removeAccessPoint(AccessPoint point) {
    accessPointsByBucket.computeIfPresent(BucketKey.of(point), BucketCounts::less);
  }

  private static <K> Integer less(K key, int count) {
    return count == 1 ? null : count - 1;
  }

  /** The number of an account's buckets in all regions. */
  public int bucketsOf(String account) {
    return bucketsByAccount.getOrDefault(account, 0);
  }

  /** Whether any account has a bucket in the region. */
  public boolean hasBuckets(String region) {
    return bucketsByRegion.containsKey(region);
  }

  /** Whether any account has an access point of {@code bucket}. */
  public boolean hasAccessPoints(Bucket bucket) {
    return accessPointsByBucket.containsKey(new BucketKey(bucket.scope(), bucket.name()));
  }
}
