package dev.brume.s3.access;

import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The parsed policies of buckets and access points. They are cached by text, on which alone they
 * depend; nothing of a bucket is kept here.
 */
final class BucketPolicies {
  private static final int MAX_REMEMBERED = 256;

  private final Map<String, BucketPolicy> read = new ConcurrentHashMap<>();
  private final Map<String, BucketPolicy> readOfAccessPoints = new ConcurrentHashMap<>();

  /** The policy of a bucket, or null. */
  BucketPolicy of(Bucket bucket) {
    return of(bucket.configuration(Configurations.POLICY), read, BucketPolicy::read);
  }

  /** The policy of an access point, or null. */
  BucketPolicy of(AccessPoint point) {
    return of(point.record().policy(), readOfAccessPoints, BucketPolicy::readOfAccessPoint);
  }

  private static BucketPolicy of(
      String text, Map<String, BucketPolicy> known, Function<String, BucketPolicy> reader) {
    if (text == null) {
      return null;
    }
    BucketPolicy remembered = known.get(text);
    if (remembered != null) {
      return remembered;
    }
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(text, reader);
  }
}
