package dev.brume.core.policy;

import java.util.List;

/**
 * The actions, resources and condition keys of a service that its policies may name. Actions and
 * resources are asked for as a policy writes them, wildcards included. Everything is known by
 * default.
 */
public interface PolicyVocabulary {

  /** Knows nothing, and takes everything. */
  PolicyVocabulary ANY = new PolicyVocabulary() {};

  /** Whether {@code action} means one of the actions that a policy here may speak of. */
  default boolean isAction(String action) {
    return true;
  }

  /** Whether {@code resource} means one of the resources that a policy here may speak of. */
  default boolean isResource(String resource) {
    return true;
  }

  /** Whether {@code action} can be done to {@code resource}. */
  default boolean appliesTo(String action, String resource) {
    return true;
  }

  /**
   * Whether there is such a principal.
   *
   * @param type {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}
   */
  default boolean isPrincipal(String type, String principal) {
    return true;
  }

  /** Whether there is such a condition key. */
  default boolean isConditionKey(String key) {
    return true;
  }

  /** Whether {@code key} goes with a statement of these actions and resources. */
  default boolean conditionApplies(String key, List<String> actions, List<String> resources) {
    return true;
  }
}
