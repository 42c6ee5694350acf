package dev.brume.core.policy;

import java.util.List;

/**
 * The actions, resources and condition keys that a service's policies may name. Actions and
 * resources are passed as written in a policy, including wildcards. By default everything is
 * accepted.
 */
public interface PolicyVocabulary {

  /** Accepts everything. */
  PolicyVocabulary ANY = new PolicyVocabulary() {};

  /** Whether {@code action} matches an action that a policy here may name. */
  default boolean isAction(String action) {
    return true;
  }

  /** Whether {@code resource} matches a resource that a policy here may name. */
  default boolean isResource(String resource) {
    return true;
  }

  /** Whether {@code action} applies to {@code resource}. */
  default boolean appliesTo(String action, String resource) {
    return true;
  }

  /**
   * Whether the principal exists.
   *
   * @param type {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}
   */
  default boolean isPrincipal(String type, String principal) {
    return true;
  }

  /** Whether the condition key exists. */
  default boolean isConditionKey(String key) {
    return true;
  }

  /** Whether {@code key} applies to a statement with these actions and resources. */
  default boolean conditionApplies(String key, List<String> actions, List<String> resources) {
    return true;
  }
}
