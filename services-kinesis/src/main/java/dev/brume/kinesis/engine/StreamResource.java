package dev.brume.kinesis.engine;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A resource with an ARN, tags and a resource policy: a stream, a consumer or a queue. */
public interface StreamResource {
  /** Its name. */
  String name();

  String arn();

  /** Its account. */
  String account();

  /** Its tags by key. */
  Map<String, String> tags();

  /**
   * Changes its tags.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException while it is not active
   */
  void changeTags(UnaryOperator<Map<String, String>> change);

  /** Its resource policy; null if it has none. */
  String policy();

  /**
   * Sets its resource policy, or removes it if null.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException while it is not active
   */
  void changePolicy(String policy);
}
