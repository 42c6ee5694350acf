package dev.brume.s3;

/**
 * A part of S3, in a package of its own. It provides its operations and its extensions of other
 * features' operations. {@link S3Service} lists the features; nothing else refers to all of them.
 */
@FunctionalInterface
public interface Feature {
  /**
   * Adds the feature to S3; called once, before any request. A new operation is one line here: bind
   * it with {@code s3.operations()}.
   */
  void join(FeatureContext s3);
}
