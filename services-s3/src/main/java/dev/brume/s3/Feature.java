package dev.brume.s3;

/**
 * A part of S3, in a package of its own. It brings its operations and what it adds to those of
 * others. {@link S3Service} lists the features; nothing else knows all of them.
 */
@FunctionalInterface
public interface Feature {
  /**
   * Adds the feature to S3; called once, before any request. A new operation is one line here: it
   * is bound by {@code s3.operations()}.
   */
  void join(FeatureContext s3);
}
