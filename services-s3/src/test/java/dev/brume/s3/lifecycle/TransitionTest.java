package dev.brume.s3.lifecycle;

import static dev.brume.s3.lifecycle.MindedBucket.LARGE;
import static dev.brume.s3.lifecycle.MindedBucket.draft;
import static dev.brume.s3.lifecycle.MindedBucket.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.LifecycleRuleFilter;
import dev.brume.s3.api.NoncurrentVersionTransition;
import dev.brume.s3.api.Transition;
import dev.brume.s3.api.TransitionDefaultMinimumObjectSize;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules move objects to cheaper storage classes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitioning
 *     objects using Amazon S3 Lifecycle</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html">How
 *     Amazon S3 handles conflicts in lifecycle configurations</a>
 */
class TransitionTest {
  private final MindedBucket s3 = new MindedBucket();

  private static Transition to(String storageClass, int days) {
    return Transition.builder().storageClass(storageClass).days(days).build();
  }

  private static LifecycleRule.Builder moves(Transition... transitions) {
    return rule().transitions(List.of(transitions));
  }

  @Test
  void anObjectGoesDownTheWaterfall() {
    s3.rules(moves(to("STANDARD_IA", 30), to("GLACIER", 60), to("DEEP_ARCHIVE", 150)));
    s3.at("2025-01-01T12:00:00Z");
    ObjectVersion put = s3.put("key");

    s3.at("2025-01-31T23:59:59Z");
    assertThat(s3.versions("key")).containsExactly("STANDARD");
    s3.at("2025-02-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("STANDARD_IA");
    s3.at("2025-03-03T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("GLACIER");
    s3.at("2025-12-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("DEEP_ARCHIVE");

    assertThat(s3.events).hasSize(3).containsOnly("LifecycleTransition key");
    ObjectVersion moved = s3.bucket().versions().latest("key");
    assertThat(moved.lastModified()).isEqualTo(put.lastModified());
    assertThat(moved.versionId()).isEqualTo(put.versionId());
  }

  @Test
  void noDaysAreTheNextMidnight() {
    s3.rules(moves(to("GLACIER_IR", 0)));
    s3.at("2025-01-01T12:00:00Z");
    s3.put("key");
    s3.at("2025-01-02T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("GLACIER_IR");
  }

  @Test
  void objectsMoveOnADate() {
    Instant date = Instant.parse("2025-02-01T00:00:00Z");
    s3.rules(moves(Transition.builder().storageClass("GLACIER").date(date).build()));
    s3.put("key");
    s3.at("2025-01-31T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("STANDARD");
    s3.at("2025-02-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("GLACIER");
  }

  @ParameterizedTest
  @CsvSource({
    "GLACIER, STANDARD_IA, GLACIER",
    "DEEP_ARCHIVE, GLACIER, DEEP_ARCHIVE",
    "INTELLIGENT_TIERING, STANDARD_IA, INTELLIGENT_TIERING",
    "INTELLIGENT_TIERING, ONEZONE_IA, ONEZONE_IA",
    "ONEZONE_IA, GLACIER_IR, ONEZONE_IA",
    "ONEZONE_IA, GLACIER, GLACIER",
    "REDUCED_REDUNDANCY, STANDARD_IA, STANDARD_IA",
  })
  void nothingGoesUpTheWaterfall(String from, String to, String result) {
    s3.rules(moves(to(to, 30)));
    s3.put(draft("key", LARGE).storageClass(from));
    s3.at("2025-03-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly(result);
  }

  /** What is below 128 KB stays, unless the configuration or the rule's own filter says so. */
  @Test
  void smallObjectsStay() {
    LifecycleRule.Builder toGlacier =
        moves(to("GLACIER", 1)).filter(LifecycleRuleFilter.builder().prefix("glacier").build());
    LifecycleRule.Builder toInstant =
        moves(to("GLACIER_IR", 1)).filter(LifecycleRuleFilter.builder().prefix("instant").build());
    s3.put("glacier", 128 * 1024 - 1);
    s3.put("glacier-limit", 128 * 1024);
    s3.put("instant", 1000);
    s3.rules(toGlacier, toInstant);
    s3.at("2025-01-10T00:00:00Z");
    assertThat(s3.versions("glacier")).containsExactly("STANDARD");
    assertThat(s3.versions("glacier-limit")).containsExactly("GLACIER");

    s3.rules(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS, toGlacier, toInstant);
    s3.at("2025-01-11T00:00:00Z");
    assertThat(s3.versions("glacier")).containsExactly("GLACIER");
    assertThat(s3.versions("instant")).containsExactly("STANDARD");

    s3.rules(
        moves(to("GLACIER_IR", 1))
            .filter(LifecycleRuleFilter.builder().objectSizeGreaterThan(999L).build()));
    s3.at("2025-01-12T00:00:00Z");
    assertThat(s3.versions("instant")).containsExactly("GLACIER_IR");
  }

  @Test
  void noncurrentVersionsMoveByTheTimeTheyHaveBeenSo() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(
        rule()
            .noncurrentVersionTransitions(
                List.of(
                    NoncurrentVersionTransition.builder()
                        .noncurrentDays(3)
                        .newerNoncurrentVersions(1)
                        .storageClass("GLACIER")
                        .build())));
    s3.put("key");
    s3.put("key");
    s3.put("key");
    s3.at("2025-01-05T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("STANDARD", "STANDARD", "GLACIER");
  }

  @Test
  void permanentDeletionComesBeforeTransition() {
    s3.rules(
        moves(to("GLACIER", 10)),
        rule().expiration(LifecycleExpiration.builder().days(10).build()));
    s3.put("key");
    s3.at("2025-02-01T00:00:00Z");
    assertThat(s3.events).containsExactly("LifecycleExpiration:Delete key");
  }

  @Test
  void transitionComesBeforeADeleteMarker() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(
        moves(to("GLACIER", 10)),
        rule().expiration(LifecycleExpiration.builder().days(10).build()));
    s3.put("key");
    s3.at("2025-01-12T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("GLACIER");
    s3.at("2025-01-13T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("marker", "GLACIER");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD_IA, GLACIER, GLACIER",
    "GLACIER, DEEP_ARCHIVE, DEEP_ARCHIVE",
    "INTELLIGENT_TIERING, GLACIER_IR, INTELLIGENT_TIERING",
    "INTELLIGENT_TIERING, GLACIER, GLACIER",
  })
  void ofSeveralTransitionsTheCheapestIsTaken(String one, String other, String result) {
    s3.rules(moves(to(one, 30)), moves(to(other, 30)));
    s3.put("key");
    s3.at("2025-02-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly(result);
  }
}
