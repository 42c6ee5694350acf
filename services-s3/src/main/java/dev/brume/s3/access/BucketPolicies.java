package dev.brume.s3.access;

import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.Configurations;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of buckets, read. What has been read is remembered by its text, on which alone it
 * depends; nothing of a bucket is kept here.
 */
final class BucketPolicies {
  private static final int MAX_REMEMBERED = 256;

  private final Map<String, BucketPolicy> read = new ConcurrentHashMap<>();

  /** The policy of a bucket, or null. */
  BucketPolicy of(Bucket bucket) {
    String text = bucket.configuration(Configurations.POLICY);
    if (text == null) {
      return null;
    }
    BucketPolicy known = read.get(text);
    return known != null ? known : remember(text);
  }

  private BucketPolicy remember(String text) {
    if (read.size() >= MAX_REMEMBERED) {
      read.clear();
    }
    return read.computeIfAbsent(text, BucketPolicy::read);
  }
}
