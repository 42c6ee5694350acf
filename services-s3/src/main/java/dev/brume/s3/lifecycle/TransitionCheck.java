package dev.brume.s3.lifecycle;

import dev.brume.core.error.AwsError;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the transitions of a rule: their order, the days between them, and the expiration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitioning
 *     objects using Amazon S3 Lifecycle</a>
 */
final class TransitionCheck {
  private final String action;
  private final String daysName;
  private final String expirationAction;
  private final String scopeText;

  /** A transition, or, without a class, an expiration. */
  private record Step(String storageClass, Instant date, Integer days) {
    boolean isByDate() {
      return date != null;
    }

    /** The days between {@code earlier} and this; both are by date or neither is. */
    long daysAfter(Step earlier) {
      return isByDate()
          ? (date.toEpochMilli() - earlier.date.toEpochMilli()) / UtcMidnight.DAY_MILLIS
          : (long) days - earlier.days;
    }

    TransitionClass target() {
      return TransitionClass.named(storageClass);
    }
  }

  private TransitionCheck(String action, String daysName, String expirationAction, String scope) {
    this.action = action;
    this.daysName = daysName;
    this.expirationAction = expirationAction;
    this.scopeText = scope;
  }

  /**
   * Checks a rule.
   *
   * @throws AwsError InvalidArgument or InvalidRequest
   */
  static void check(LifecycleRule rule) {
    String scope = describe(rule);
    List<Step> steps = new ArrayList<>();
    LifecycleRuleForm.listed(rule.transitions())
        .forEach(step -> steps.add(new Step(step.storageClass(), step.date(), step.days())));
    new TransitionCheck("Transition", "Days", "Expiration", scope).check(steps, expiration(rule));

    List<Step> noncurrent = new ArrayList<>();
    LifecycleRuleForm.listed(rule.noncurrentVersionTransitions())
        .forEach(
            step -> noncurrent.add(new Step(step.storageClass(), null, step.noncurrentDays())));
    new TransitionCheck(
            "NoncurrentVersionTransition", "NoncurrentDays", "NoncurrentVersionExpiration", scope)
        .check(noncurrent, noncurrentExpiration(rule));
  }

  private static Step expiration(LifecycleRule rule) {
    return rule.expiration() == null || rule.expiration().expiredObjectDeleteMarker() != null
        ? null
        : new Step(null, rule.expiration().date(), rule.expiration().days());
  }

  private static Step noncurrentExpiration(LifecycleRule rule) {
    return rule.noncurrentVersionExpiration() == null
        ? null
        : new Step(null, null, rule.noncurrentVersionExpiration().noncurrentDays());
  }

  private void check(List<Step> steps, Step expiration) {
    for (int i = 0; i < steps.size(); i++) {
      checkAlone(steps.get(i));
      for (int j = 0; j < i; j++) {
        checkPair(steps.get(j), steps.get(i));
      }
      if (expiration != null) {
        checkExpiration(expiration, steps.get(i));
      }
    }
  }

  private void checkAlone(Step step) {
    TransitionClass target = step.target();
    if (target == null) {
      throw LifecycleErrors.argument(
          "StorageClass",
          step.storageClass(),
          "Invalid target Storage class for " + action + " action");
    }
    if (step.isByDate()) {
      LifecycleRuleCheck.checkMidnight(step.date());
    } else if (step.days() < 0) {
      throw refuse(step, "'" + daysName + "' in " + action + " action must be nonnegative");
    } else if (step.days() < target.minimumDays) {
      throw refuse(
          step,
          "'%s' in %s action must be greater than or equal to %d for storageClass '%s'"
              .formatted(daysName, action, target.minimumDays, target));
    }
  }

  private AwsError refuse(Step step, String message) {
    return LifecycleErrors.argument(
        name(step), step.isByDate() ? step.date() : step.days(), message);
  }

  private String name(Step step) {
    return step.isByDate() ? "Date" : daysName;
  }

  private void checkPair(Step first, Step second) {
    if (first.target() == second.target()) {
      throw LifecycleErrors.request(
          "'StorageClass' must be different for '%s' actions in same 'Rule' with %s"
              .formatted(action, scopeText));
    }
    if (first.isByDate() != second.isByDate()) {
      throw LifecycleErrors.request(
          "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for "
              + scopeText);
    }
    boolean inOrder = first.target().ordinal() < second.target().ordinal();
    Step warm = inOrder ? first : second;
    Step cold = inOrder ? second : first;
    long gapDays = cold.daysAfter(warm);
    if (gapDays <= 0 || !warm.target().leadsTo(cold.target())) {
      throw refuse(
          cold,
          "'%1$s' in the '%2$s' action for StorageClass '%3$s' for %5$s must be greater than '%1$s' in the '%2$s' action for StorageClass '%4$s' for %5$s"
              .formatted(name(cold), action, cold.target(), warm.target(), scopeText));
    }
    if (gapDays < warm.target().stayDays) {
      throw refuse(
          cold,
          "'%s' in the '%s' action for StorageClass '%s' for %s must be %d days more than '%s' in the '%s' action for StorageClass '%s'"
              .formatted(
                  name(cold),
                  action,
                  cold.target(),
                  scopeText,
                  warm.target().stayDays,
                  scopeText,
                  action,
                  warm.target()));
    }
  }

  private void checkExpiration(Step expiration, Step step) {
    if (expiration.isByDate() != step.isByDate()) {
      throw LifecycleErrors.request(
          "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule"
              + " for "
              + scopeText);
    }
    if (expiration.daysAfter(step) <= 0) {
      String name = name(expiration);
      throw refuse(
          expiration,
          "'%s' in the %s action for %s must be %s than '%s' in the %s action"
              .formatted(
                  name,
                  expirationAction,
                  scopeText,
                  expiration.isByDate() ? "later" : "greater",
                  name,
                  action));
    }
  }

  /** The rule's objects, in S3's words. */
  private static String describe(LifecycleRule rule) {
    if (rule.filter() == null) {
      return "prefix '" + rule.prefix() + "'";
    }
    LifecycleRuleScope scope = LifecycleRuleScope.of(rule);
    List<String> parts = new ArrayList<>();
    if (scope.prefix() != null) {
      parts.add("prefix=" + scope.prefix());
    }
    for (Tag tag : scope.tags()) {
      parts.add("tag: key=" + tag.key() + ", value=" + tag.value());
    }
    if (scope.largerThan() != null) {
      parts.add("objectsizegreaterthan=" + scope.largerThan());
    }
    if (scope.smallerThan() != null) {
      parts.add("objectsizelessthan=" + scope.smallerThan());
    }
    return "filter '(" + String.join(" and ", parts) + ")'";
  }
}
