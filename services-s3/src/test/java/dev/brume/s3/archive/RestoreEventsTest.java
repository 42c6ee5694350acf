package dev.brume.s3.archive;

import static dev.brume.s3.lifecycle.MindedBucket.LARGE;
import static dev.brume.s3.lifecycle.MindedBucket.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectRestore;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.lifecycle.MindedBucket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Listeners are told of restores that are completed and of copies that expire, also after the state
 * has been replaced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Supported
 *     event types</a>
 */
class RestoreEventsTest {
  private static final long HOUR_MILLIS = 3_600_000;

  private final MindedBucket s3 = new MindedBucket();

  private ObjectVersion restoring(String key) {
    long now = s3.timeline.nowMillis();
    ObjectVersion version = s3.put(draft(key, LARGE).storageClass("GLACIER"));
    ObjectRestore restore =
        new ObjectRestore(now, now + HOUR_MILLIS, now + 24 * HOUR_MILLIS, "Standard", false);
    return s3.edit(
        edit ->
            edit.change(version, changed -> changed.restore(restore), ObjectEvent.RESTORE_POST));
  }

  @Test
  void listenersHearOfTheCopyAndOfItsEnd() {
    restoring("key");
    s3.timeline.advance(Duration.ofHours(1));
    assertThat(s3.events).containsExactly("ObjectRestore:Completed key");
    assertThat(s3.bucket().versions().latest("key").restore().told()).isTrue();
    s3.timeline.advance(Duration.ofHours(23));
    assertThat(s3.events)
        .containsExactly("ObjectRestore:Completed key", "ObjectRestore:Delete key");
    assertThat(s3.bucket().versions().latest("key").restore()).isNull();
  }

  @Test
  void nobodyHearsOfWhatIsGone() {
    ObjectVersion version = restoring("key");
    s3.edit(
        edit -> {
          edit.remove(version, ObjectEvent.REMOVED_DELETE);
          return null;
        });
    s3.put("key");
    s3.timeline.advance(Duration.ofDays(3));
    assertThat(s3.events).isEmpty();
  }

  @Test
  void aRestoredStateGoesOnWhereItWas() {
    restoring("key");
    Store.Snapshot snapshot = s3.store.snapshot();
    s3.timeline.advance(Duration.ofHours(2));
    s3.store.restore(snapshot);
    s3.events.clear();

    s3.timeline.advance(Duration.ofHours(22));
    assertThat(s3.events)
        .containsExactly("ObjectRestore:Completed key", "ObjectRestore:Delete key");
  }
}
