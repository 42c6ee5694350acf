package dev.brume.kinesis.engine;

import java.util.Map;
import java.util.function.UnaryOperator;

/** What has an ARN, tags and a resource policy: a stream, a consumer. */
public interface StreamResource {
  /** Its name. */
  String name();

  String arn();

  /** Whose it is. */
  String account();

  /** By key. */
  Map<String, String> tags();

  /**
   * Changes its tags.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException while it is not active
   */
  void changeTags(UnaryOperator<Map<String, String>> change);

  /** Its resource policy; null where it has none. */
  String policy();

  /**
   * Sets its resource policy, or takes it away where null.
   *
   * @throws dev.brume.core.error.AwsError ResourceInUseException while it is not active
   */
  void changePolicy(String policy);
}
