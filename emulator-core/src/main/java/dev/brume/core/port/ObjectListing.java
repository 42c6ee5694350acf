package dev.brume.core.port;

import dev.brume.core.scope.Scope;
import java.util.List;

/**
 * Lists buckets for other services that read all objects under a prefix.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
@FunctionalInterface
public interface ObjectListing {
  /**
   * An object.
   *
   * @param key its key
   * @param sizeBytes its size
   */
  record Listed(String key, long sizeBytes) {}

  /**
   * The latest versions of the objects whose keys begin with {@code prefix}, in key order. Call in
   * a section of the store.
   *
   * @param reader the reader's account and region
   * @param prefix may be empty
   * @param expectedOwner the account that has to own the bucket; null for any
   * @throws dev.brume.core.error.AwsError NoSuchBucket or AccessDenied, in S3's words
   */
  List<Listed> list(Scope reader, String bucket, String prefix, String expectedOwner);

  /** The same of a bucket of any owner. */
  default List<Listed> list(Scope reader, String bucket, String prefix) {
    return list(reader, bucket, prefix, null);
  }
}
