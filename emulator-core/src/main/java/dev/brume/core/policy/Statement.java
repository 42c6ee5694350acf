package dev.brume.core.policy;

import java.util.List;
import java.util.Locale;

/**
 * A statement of a policy: principals, actions, resources, conditions and effect.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Elements</a>
 */
public final class Statement {

  /**
   * A list of actions or resources.
   *
   * @param negated whether it matches all others: NotAction, NotResource
   * @param texts as written
   */
  public record Names(boolean negated, List<String> texts) {

    /** Keeps a copy of the list. */
    public Names {
      texts = List.copyOf(texts);
    }
  }

  private final String sid;
  private final PolicyEffect effect;
  private final Principals principals;
  private final Names actions;
  private final Names resources;
  private final List<Condition> conditions;
  private final Wildcard[] actionPatterns;
  private final PolicyTemplate[] resourcePatterns;

  Statement(
      String sid,
      PolicyEffect effect,
      Principals principals,
      Names actions,
      Names resources,
      List<Condition> conditions,
      PolicyTemplate[] resourcePatterns) {
    this.sid = sid;
    this.effect = effect;
    this.principals = principals;
    this.actions = actions;
    this.resources = resources;
    this.conditions = List.copyOf(conditions);
    this.actionPatterns =
        actions.texts().stream()
            .map(action -> Wildcard.of(action.toLowerCase(Locale.ROOT)))
            .toArray(Wildcard[]::new);
    this.resourcePatterns = resourcePatterns;
  }

  /** The statement's id; null if it has none. */
  public String sid() {
    return sid;
  }

  /** The effect: Allow or Deny. */
  public PolicyEffect effect() {
    return effect;
  }

  /** The principals; null in identity policies. */
  public Principals principals() {
    return principals;
  }

  /** Action or NotAction. */
  public Names actions() {
    return actions;
  }

  /** Resource or NotResource; null if it applies to the policy's own resource. */
  public Names resources() {
    return resources;
  }

  /**
   * The texts of its Resource that match other resources than this one. Those with policy
   * variables, which have values in requests only, are left out; so are those of NotResource.
   */
  public List<String> otherResources(String arn) {
    if (resources == null || resources.negated()) {
      return List.of();
    }
    return resources.texts().stream()
        .filter(text -> !text.contains("${") && !Wildcard.of(text).matches(arn))
        .toList();
  }

  /** The conditions, all of which must be satisfied. */
  public List<Condition> conditions() {
    return conditions;
  }

  /**
   * How it matches the request's principal; null if the statement does not apply to the request.
   */
  PrincipalMatch match(PolicyRequest request) {
    if (!meansAction(request) || !meansResource(request)) {
      return null;
    }
    PrincipalMatch grant =
        principals == null ? PrincipalMatch.DIRECT : principals.match(request.principal(), effect);
    return grant != null && conditionsHold(request) ? grant : null;
  }

  private boolean meansAction(PolicyRequest request) {
    for (Wildcard action : actionPatterns) {
      if (action.matches(request.actionInLowerCase())) {
        return !actions.negated();
      }
    }
    return actions.negated();
  }

  /**
   * A resource with an unresolved variable matches nothing, and makes a NotResource match nothing.
   */
  private boolean meansResource(PolicyRequest request) {
    if (resources == null) {
      return true;
    }
    boolean unresolved = false;
    for (PolicyTemplate template : resourcePatterns) {
      Wildcard resource = template.resolve(request);
      unresolved |= resource == null;
      if (resource != null && resource.matches(request.resource())) {
        return !resources.negated();
      }
    }
    return resources.negated() && !unresolved;
  }

  private boolean conditionsHold(PolicyRequest request) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(request)) {
        return false;
      }
    }
    return true;
  }
}
