package dev.brume.s3.lifecycle;

import static dev.brume.s3.lifecycle.MindedBucket.draft;
import static dev.brume.s3.lifecycle.MindedBucket.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.s3.api.ExpirationStatus;
import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.LifecycleRuleAndOperator;
import dev.brume.s3.api.LifecycleRuleFilter;
import dev.brume.s3.api.NoncurrentVersionExpiration;
import dev.brume.s3.api.Tag;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectLock;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules let objects, noncurrent versions and delete markers expire.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle
 *     configuration elements</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html">Expiring
 *     objects</a>
 */
class ExpirationTest {
  private final MindedBucket s3 = new MindedBucket();

  private static LifecycleExpiration days(int days) {
    return LifecycleExpiration.builder().days(days).build();
  }

  private static LifecycleRule.Builder noncurrent(int days, Integer newer) {
    return rule()
        .noncurrentVersionExpiration(
            NoncurrentVersionExpiration.builder()
                .noncurrentDays(days)
                .newerNoncurrentVersions(newer)
                .build());
  }

  /** The example of the documentation: 1/15 10:30 and three days are 1/19 00:00. */
  @Test
  void anObjectExpiresAtTheMidnightAfterItsDays() {
    s3.rules(rule().expiration(days(3)));
    s3.at("2025-01-15T10:30:00Z");
    s3.put("key");

    s3.at("2025-01-18T23:59:59.999Z");
    assertThat(s3.keys()).containsExactly("key");
    s3.at("2025-01-19T00:00:00Z");
    assertThat(s3.keys()).isEmpty();
    assertThat(s3.events).containsExactly("LifecycleExpiration:Delete key");
  }

  @Test
  void aRuleThatIsSetLaterFindsWhatIsOldEnough() {
    s3.put("key");
    s3.at("2025-02-20T08:00:00Z");
    s3.rules(rule().expiration(days(3)));
    assertThat(s3.keys()).hasSize(1);

    s3.at("2025-02-21T00:00:00Z");
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void fromADateOnEverythingExpires() {
    Instant date = Instant.parse("2025-01-10T00:00:00Z");
    s3.rules(rule().expiration(LifecycleExpiration.builder().date(date).build()));
    s3.put("early");
    s3.at("2025-01-09T23:00:00Z");
    assertThat(s3.keys()).hasSize(1);
    s3.at("2025-01-10T00:00:00Z");
    assertThat(s3.keys()).isEmpty();

    s3.at("2025-01-20T12:00:00Z");
    s3.put("late");
    s3.at("2025-01-21T00:00:00Z");
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void theCurrentVersionGivesWayToADeleteMarker() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(rule().expiration(days(1)));
    s3.put("key");
    s3.at("2025-01-03T00:00:00Z");

    assertThat(s3.versions("key")).containsExactly("marker", "STANDARD");
    assertThat(s3.events).containsExactly("LifecycleExpiration:DeleteMarkerCreated key");
    s3.at("2025-03-01T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("marker", "STANDARD");
  }

  @Test
  void whereVersioningIsSuspendedTheMarkerReplacesTheNullVersion() {
    s3.put("key");
    s3.versioning(Versioning.SUSPENDED);
    s3.rules(rule().expiration(days(1)));
    s3.at("2025-01-03T00:00:00Z");

    assertThat(s3.versions("key")).containsExactly("marker");
    assertThat(s3.bucket().versions().latest("key").isNull()).isTrue();
  }

  @Test
  void aDeleteMarkerThatHidesNothingIsRemovedOnRequestOrByAge() {
    s3.versioning(Versioning.ENABLED);
    LifecycleExpiration marker =
        LifecycleExpiration.builder().expiredObjectDeleteMarker(true).build();
    s3.rules(
        rule().filter(prefix("a/")).expiration(marker),
        rule().filter(prefix("b/")).expiration(days(2)),
        rule()
            .filter(prefix("c/"))
            .expiration(LifecycleExpiration.builder().expiredObjectDeleteMarker(false).build()));
    for (String key : List.of("a/1", "b/1", "c/1")) {
      s3.delete(key);
    }
    s3.put("a/hidden");
    s3.delete("a/hidden");

    s3.at("2025-01-02T00:00:00Z");
    assertThat(s3.keys()).containsExactly("a/hidden", "b/1", "c/1");
    s3.at("2025-01-04T00:00:00Z");
    assertThat(s3.keys()).containsExactly("a/hidden", "c/1");
    assertThat(s3.events)
        .containsExactly("LifecycleExpiration:Delete a/1", "LifecycleExpiration:Delete b/1");
  }

  /** A version is noncurrent since its successor was made, whenever it was made itself. */
  @Test
  void noncurrentVersionsExpireByTheTimeTheyHaveBeenSo() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(noncurrent(2, null));
    s3.put("key");
    s3.at("2025-01-20T10:00:00Z");
    s3.put("key");

    s3.at("2025-01-22T23:59:59Z");
    assertThat(s3.versions("key")).hasSize(2);
    s3.at("2025-01-23T00:00:00Z");
    assertThat(s3.versions("key")).hasSize(1);
    assertThat(s3.events).containsExactly("LifecycleExpiration:Delete key");
  }

  @Test
  void asManyNewerNoncurrentVersionsAreKeptAsTheRuleSays() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(noncurrent(1, 2));
    for (int i = 0; i < 5; i++) {
      s3.put("key");
    }
    s3.at("2025-02-01T00:00:00Z");
    assertThat(s3.versions("key")).hasSize(3);

    s3.put("key");
    s3.at("2025-02-02T00:00:00Z");
    assertThat(s3.versions("key")).as("the oldest has been noncurrent long enough").hasSize(3);
  }

  @Test
  void theLastNoncurrentVersionGoesAndThenItsMarker() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(
        noncurrent(1, null)
            .expiration(LifecycleExpiration.builder().expiredObjectDeleteMarker(true).build()));
    s3.put("key");
    s3.delete("key");

    s3.at("2025-01-03T00:00:00Z");
    assertThat(s3.versions("key")).containsExactly("marker");
    s3.at("2025-01-04T00:00:00Z");
    assertThat(s3.versions("key")).isEmpty();
  }

  @Test
  void noRuleDeletesALockedVersion() {
    s3.versioning(Versioning.ENABLED);
    s3.rules(noncurrent(1, null));
    Instant until = Instant.parse("2025-01-10T15:00:00Z");
    s3.put(draft("retained", 1).lock(new ObjectLock("COMPLIANCE", until, null)));
    s3.put(draft("held", 1).lock(new ObjectLock(null, null, true)));
    s3.put("retained");
    s3.put("held");

    s3.at("2025-01-10T23:00:00Z");
    assertThat(s3.versions("retained")).hasSize(2);
    s3.at("2025-01-11T00:00:00Z");
    assertThat(s3.versions("retained")).hasSize(1);
    assertThat(s3.versions("held")).hasSize(2);

    ObjectVersion held = s3.bucket().versions().get("held").at(1);
    s3.edit(
        edit ->
            edit.change(
                held,
                changed -> changed.lock(new ObjectLock(null, null, false)),
                ObjectEvent.UNREPORTED));
    s3.at("2025-01-12T00:00:00Z");
    assertThat(s3.versions("held")).hasSize(1);
  }

  /** Lifecycle waits for replication, also where that has failed. */
  @Test
  void whatIsToBeReplicatedStays() {
    s3.rules(rule().expiration(days(1)));
    s3.put(draft("pending", 1).replicationStatus("PENDING"));
    s3.put(draft("failed", 1).replicationStatus("FAILED"));
    s3.put(draft("completed", 1).replicationStatus("COMPLETED"));

    s3.at("2025-01-05T00:00:00Z");
    assertThat(s3.keys()).containsExactly("failed", "pending");
  }

  private static LifecycleRuleFilter prefix(String prefix) {
    return LifecycleRuleFilter.builder().prefix(prefix).build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        Arguments.of(LifecycleRuleFilter.builder().build(), List.of()),
        Arguments.of(prefix("a"), List.of("b/large")),
        Arguments.of(
            LifecycleRuleFilter.builder().tag(tag("team", "red")).build(),
            List.of("a/small", "b/large")),
        Arguments.of(
            LifecycleRuleFilter.builder().objectSizeGreaterThan(10L).build(),
            List.of("a/red", "a/small")),
        Arguments.of(
            LifecycleRuleFilter.builder().objectSizeLessThan(10L).build(),
            List.of("a/red", "b/large")),
        Arguments.of(
            LifecycleRuleFilter.builder()
                .and(
                    LifecycleRuleAndOperator.builder()
                        .prefix("a/")
                        .tags(List.of(tag("team", "red"), tag("tier", "1")))
                        .objectSizeGreaterThan(9L)
                        .objectSizeLessThan(11L)
                        .build())
                .build(),
            List.of("a/small", "b/large")));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aRuleIsForWhatMeetsItsFilter(LifecycleRuleFilter filter, List<String> left) {
    s3.put(draft("a/small", 1).tags(Map.of("team", "blue")));
    s3.put(draft("a/red", 10).tags(Map.of("team", "red", "tier", "1")));
    s3.put("b/large");
    s3.rules(rule().filter(filter).expiration(days(1)));

    s3.at("2025-01-03T00:00:00Z");
    assertThat(s3.keys()).isEqualTo(left);
  }

  @Test
  void aRuleOfTheFirstVersionHasItsPrefix() {
    s3.put("logs/1");
    s3.put("other");
    s3.rules(rule().filter(null).prefix("logs/").expiration(days(1)));
    s3.at("2025-01-03T00:00:00Z");
    assertThat(s3.keys()).containsExactly("other");
  }

  @Test
  void aDisabledRuleDoesNothing() {
    s3.put("key");
    s3.rules(rule().status(ExpirationStatus.DISABLED).expiration(days(1)));
    s3.at("2025-06-01T00:00:00Z");
    assertThat(s3.keys()).hasSize(1);
  }
}
