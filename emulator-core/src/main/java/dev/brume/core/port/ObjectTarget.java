package dev.brume.core.port;

import dev.brume.core.scope.Scope;
import java.util.concurrent.CompletionStage;

/**
 * Writes objects to buckets for other services: the export of a table, a batch of records.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
@FunctionalInterface
public interface ObjectTarget {
  /**
   * Puts an object. Call in a section of the store; the stage is complete when the object is
   * stored, and fails with an {@link dev.brume.core.error.AwsError} in S3's words if it is refused.
   *
   * @param writer account and region that writes
   * @param attributes what else is said of the object
   * @return the object's entity tag, without quotes
   */
  CompletionStage<String> put(
      Scope writer, String bucket, String key, byte[] content, ObjectAttributes attributes);
}
