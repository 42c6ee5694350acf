package dev.brume.s3.archive;

import static dev.brume.s3.lifecycle.MindedBucket.LARGE;
import static dev.brume.s3.lifecycle.MindedBucket.draft;
import static dev.brume.s3.lifecycle.MindedBucket.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.IntelligentTieringConfiguration;
import dev.brume.s3.api.IntelligentTieringFilter;
import dev.brume.s3.api.InvalidObjectState;
import dev.brume.s3.api.RestoreRequest;
import dev.brume.s3.api.Tiering;
import dev.brume.s3.api.Transition;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.lifecycle.MindedBucket;
import dev.brume.s3.object.ReadGuard.Purpose;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Intelligent-Tiering archives what nobody reads, where it is told to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html">How
 *     S3 Intelligent-Tiering works</a>
 */
class TieringTest {
  private final MindedBucket s3 = new MindedBucket();
  private final ArchiveGuard guard = new ArchiveGuard(s3.timeline);

  @BeforeEach
  void configure() {
    IntelligentTieringConfiguration configuration =
        IntelligentTieringConfiguration.builder()
            .id("id")
            .status("Enabled")
            .filter(IntelligentTieringFilter.builder().prefix("logs/").build())
            .tierings(List.of(tiering("ARCHIVE_ACCESS", 90), tiering("DEEP_ARCHIVE_ACCESS", 180)))
            .build();
    s3.edit(
        edit -> {
          edit.setConfiguration(Configurations.INTELLIGENT_TIERING, "id", configuration);
          return null;
        });
  }

  private static Tiering tiering(String tier, int days) {
    return Tiering.builder().accessTier(tier).days(days).build();
  }

  private void put(String key, long size) {
    s3.put(draft(key, size).storageClass("INTELLIGENT_TIERING"));
  }

  private String tier(String key) {
    ObjectVersion version = s3.bucket().versions().latest(key);
    return version.tiering() == null ? null : version.tiering().archiveTier();
  }

  private void read(String key) {
    ObjectVersion version = s3.bucket().versions().latest(key);
    guard.check(new BucketRequest(null, s3.bucket()), version, Purpose.CONTENT);
  }

  @Test
  void whatIsNotReadIsArchivedDeeperAndDeeper() {
    put("logs/1", LARGE);
    put("logs/small", 1000);
    put("other", LARGE);
    s3.put("logs/standard");

    s3.at("2025-04-01T00:00:00Z");
    assertThat(tier("logs/1")).isNull();
    s3.at("2025-04-02T00:00:00Z");
    assertThat(tier("logs/1")).isEqualTo("ARCHIVE_ACCESS");
    s3.at("2025-07-01T00:00:00Z");
    assertThat(tier("logs/1")).isEqualTo("DEEP_ARCHIVE_ACCESS");
    assertThat(s3.events).hasSize(2).containsOnly("IntelligentTiering logs/1");
    assertThat(tier("logs/small")).isNull();
    assertThat(tier("other")).isNull();

    assertThatThrownBy(() -> read("logs/1"))
        .isInstanceOfSatisfying(
            AwsError.class,
            error ->
                assertThat(error.value())
                    .isEqualTo(
                        InvalidObjectState.builder()
                            .storageClass("INTELLIGENT_TIERING")
                            .accessTier("DEEP_ARCHIVE_ACCESS")
                            .build()));
  }

  @Test
  void readingCountsTheDaysAnew() {
    put("logs/1", LARGE);
    s3.at("2025-03-01T12:00:00Z");
    read("logs/1");
    s3.at("2025-05-30T12:00:00Z");
    assertThat(tier("logs/1")).isNull();
    s3.at("2025-05-31T00:00:00Z");
    assertThat(tier("logs/1")).isEqualTo("ARCHIVE_ACCESS");
  }

  /** The object itself is restored, for good. */
  @Test
  void aRestoreTakesItOutOfTheArchive() {
    put("logs/1", LARGE);
    s3.at("2025-04-02T00:00:00Z");
    RestoreRequest days = RestoreRequest.builder().days(1).build();
    assertThatThrownBy(() -> restore(days))
        .hasMessage(
            "Days cannot be specified for objects in the INTELLIGENT_TIERING storage class.");
    restore(RestoreRequest.builder().build());

    s3.at("2025-04-02T04:59:59Z");
    assertThatThrownBy(() -> read("logs/1")).isInstanceOf(AwsError.class);
    s3.at("2025-04-02T05:00:00Z");
    read("logs/1");
    assertThat(tier("logs/1")).isNull();
    assertThat(s3.bucket().versions().latest("logs/1").restore()).isNull();
    assertThat(s3.events).contains("ObjectRestore:Completed logs/1");
    s3.at("2025-06-30T00:00:00Z");
    assertThat(tier("logs/1")).isNull();
  }

  private void restore(RestoreRequest asked) {
    RestoreOperation operation = new RestoreOperation(s3.timeline);
    s3.edit(edit -> operation.restore(edit, s3.bucket().versions().latest("logs/1"), asked));
  }

  @Test
  void rulesMoveWhatIsArchivedToDeeperClassesOnly() {
    put("logs/1", LARGE);
    s3.at("2025-04-02T12:00:00Z");
    s3.rules(
        rule()
            .transitions(
                List.of(
                    Transition.builder().storageClass("GLACIER_IR").days(1).build(),
                    Transition.builder().storageClass("DEEP_ARCHIVE").days(120).build())));
    s3.at("2025-04-10T00:00:00Z");
    assertThat(s3.versions("logs/1")).containsExactly("INTELLIGENT_TIERING");
    s3.at("2025-05-02T00:00:00Z");
    assertThat(s3.versions("logs/1")).containsExactly("DEEP_ARCHIVE");
    assertThat(tier("logs/1")).isNull();
  }
}
