package dev.brume.s3.lifecycle;

import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AbortIncompleteMultipartUpload;
import dev.brume.s3.api.ExpirationStatus;
import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.LifecycleRuleAndOperator;
import dev.brume.s3.api.LifecycleRuleFilter;
import dev.brume.s3.api.NoncurrentVersionExpiration;
import dev.brume.s3.api.NoncurrentVersionTransition;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.api.Transition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the form of a rule against S3's XML schema, which S3 does before all other checks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 */
final class LifecycleRuleForm {
  /** Storage classes that are no transition targets; not refused by the schema. */
  private static final Set<String> NO_TARGETS =
      Set.of(StorageClass.STANDARD, StorageClass.REDUCED_REDUNDANCY);

  private LifecycleRuleForm() {}

  /**
   * Checks a rule.
   *
   * @throws dev.brume.core.error.AwsError MalformedXML
   */
  static void check(LifecycleRule rule) {
    demand(
        ExpirationStatus.ENABLED.equals(rule.status())
            || ExpirationStatus.DISABLED.equals(rule.status()));
    demand(given(rule.prefix(), rule.filter()) == 1);
    if (rule.filter() != null) {
      checkFilter(rule.filter());
    }
    if (rule.expiration() != null) {
      LifecycleExpiration expiration = rule.expiration();
      demand(
          given(expiration.date(), expiration.days(), expiration.expiredObjectDeleteMarker()) == 1);
    }
    for (Transition transition : listed(rule.transitions())) {
      demand(given(transition.date(), transition.days()) == 1);
      checkClass(transition.storageClass());
    }
    NoncurrentVersionExpiration noncurrent = rule.noncurrentVersionExpiration();
    demand(noncurrent == null || noncurrent.noncurrentDays() != null);
    for (NoncurrentVersionTransition transition : listed(rule.noncurrentVersionTransitions())) {
      demand(transition.noncurrentDays() != null);
      checkClass(transition.storageClass());
    }
    AbortIncompleteMultipartUpload abort = rule.abortIncompleteMultipartUpload();
    demand(abort == null || abort.daysAfterInitiation() != null);
  }

  private static void checkFilter(LifecycleRuleFilter filter) {
    LifecycleRuleAndOperator and = filter.and();
    demand(
        given(
                filter.prefix(),
                filter.tag(),
                filter.objectSizeGreaterThan(),
                filter.objectSizeLessThan(),
                and)
            <= 1);
    demand(
        and == null
            || given(and.prefix(), and.objectSizeGreaterThan(), and.objectSizeLessThan())
                    + listed(and.tags()).size()
                >= 2);
  }

  private static void checkClass(String storageClass) {
    demand(
        storageClass != null
            && (TransitionClass.named(storageClass) != null || NO_TARGETS.contains(storageClass)));
  }

  /** A list that may be absent. */
  static <T> List<T> listed(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static long given(Object... elements) {
    return Stream.of(elements).filter(Objects::nonNull).count();
  }

  private static void demand(boolean holds) {
    if (!holds) {
      throw S3Refusals.malformedXml();
    }
  }
}
