package dev.brume.s3.lifecycle;

import static dev.brume.s3.lifecycle.MindedBucket.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.api.LifecycleExpiration;
import dev.brume.s3.configuration.Configurations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * When buckets are swept: AWS says that rules run once a day, and leaves the rest to S3.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-set-lifecycle-configuration-intro.html">Setting
 *     an S3 Lifecycle configuration on a bucket</a>
 */
class SweepTest {
  private final MindedBucket s3 = new MindedBucket();

  private void expireAfter(int days) {
    s3.rules(rule().expiration(LifecycleExpiration.builder().days(days).build()));
  }

  @Test
  void aBucketWithoutRulesHasNoTimer() {
    s3.put("key");
    s3.timeline.advance(Duration.ofDays(400));
    assertThat(s3.scheduled).isZero();

    expireAfter(500);
    s3.edit(edit -> edit.removeConfiguration(Configurations.LIFECYCLE));
    s3.put("other");
    s3.timeline.advance(Duration.ofDays(400));
    assertThat(s3.scheduled).isEqualTo(1);
    assertThat(s3.keys()).hasSize(2);
  }

  @Test
  void aSweepComesWhenSomethingIsDueNotEveryNight() {
    expireAfter(300);
    s3.put("key");
    s3.timeline.advance(Duration.ofDays(300));
    assertThat(s3.scheduled).as("the night after the change, and the 301st").isEqualTo(2);
    s3.timeline.advance(Duration.ofDays(1));
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void manyVersionsAreSweptInSteps() {
    for (int i = 0; i < 60_000; i++) {
      s3.put("key" + i);
    }
    expireAfter(1);
    s3.timeline.advance(Duration.ofDays(2));
    assertThat(s3.keys()).isEmpty();
    assertThat(s3.scheduled).as("two sweeps of two steps").isEqualTo(4);
  }

  @Test
  void whatWasRestoredIsSweptAnew() {
    expireAfter(10);
    s3.put("key");
    Store.Snapshot snapshot = s3.store.snapshot();
    s3.timeline.advance(Duration.ofDays(11));
    assertThat(s3.keys()).isEmpty();

    s3.store.restore(snapshot);
    s3.timeline.advance(Duration.ZERO);
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void aDeletedBucketIsSweptNoMore() {
    expireAfter(1);
    s3.edit(
        edit -> {
          s3.region().delete(edit);
          return null;
        });
    s3.region().create("bucket", null, false);
    s3.put("key");
    s3.timeline.advance(Duration.ofDays(30));
    assertThat(s3.keys()).hasSize(1);
  }
}
