package dev.brume.core.port;

import dev.brume.core.schema.ByteStream;
import dev.brume.core.scope.Scope;

/**
 * Reads objects in buckets for other services: the code of a function, a template.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
@FunctionalInterface
public interface ObjectSource {
  /**
   * The bytes of an object. Called in a section of the store, in which the stream must be
   * subscribed to.
   *
   * @param reader the reader's account and region
   * @param versionId null for the latest version
   * @throws dev.brume.core.error.AwsError NoSuchBucket, NoSuchKey or NoSuchVersion, in S3's words
   */
  ByteStream open(Scope reader, String bucket, String key, String versionId);
}
