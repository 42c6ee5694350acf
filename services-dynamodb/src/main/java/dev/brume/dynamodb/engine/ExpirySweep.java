package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.core.time.Timeline;
import java.util.List;

/**
 * Schedules the deletion of a table's expired items: a sweep runs some time after the first of them
 * expired or, if it had expired before it was put, after it was put. Guarded by the table's lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">How
 *     it works: DynamoDB time to live</a>
 */
final class ExpirySweep {
  /**
   * How long expired items stay readable: "DynamoDB deletes expired items within a few days of
   * their expiration"; ten minutes here, so that tests need not wait for days.
   */
  static final long DELAY_MILLIS = 600_000;

  /** The most items deleted in one section. */
  static final int MAX_ITEMS = 500;

  private final Timeline timeline;
  private final Runnable sweep;
  private Expirations expirations;
  private long atMillis = Long.MAX_VALUE;

  ExpirySweep(Timeline timeline, Runnable sweep) {
    this.timeline = timeline;
    this.sweep = sweep;
  }

  /**
   * Applies settings.
   *
   * @param filled what the table's items come to by these settings; null where that is not known
   * @return where the table's items are to be put first, or null where nothing has changed or items
   *     do not expire
   */
  Expirations adopt(TimeToLive settings, Expirations filled) {
    if (!settings.enabled()) {
      expirations = null;
      cancel();
      return null;
    }
    if (missing(settings) == null) {
      return null;
    }
    if (filled != null && filled.attribute().equals(settings.attribute())) {
      expirations = filled;
      arrange();
      return null;
    }
    expirations = new Expirations(settings.attribute());
    return expirations;
  }

  /** Where items are to be put first, empty; null where nothing changes by those settings. */
  Expirations missing(TimeToLive settings) {
    boolean known = expirations != null && expirations.attribute().equals(settings.attribute());
    return known || !settings.enabled() ? null : new Expirations(settings.attribute());
  }

  /** Follows a write to the table. */
  void follow(Blob key, StoredItem before, StoredItem after) {
    if (expirations != null) {
      expirations.follow(key, before, after);
      arrange();
    }
  }

  /** Sets the timer if the next sweep is due earlier than scheduled. */
  void arrange() {
    if (expirations == null) {
      return;
    }
    long now = timeline.nowMillis();
    long next = expirations.nextMillis(now);
    if (next != Long.MAX_VALUE && Math.max(now, next) + DELAY_MILLIS < atMillis) {
      set(Math.max(now, next) + DELAY_MILLIS);
    }
  }

  private void set(long millis) {
    atMillis = millis;
    timeline.schedule(this, millis, sweep);
  }

  /** The keys of some expired items. */
  List<Blob> expired() {
    return expirations == null ? List.of() : expirations.expired(timeline.nowMillis(), MAX_ITEMS);
  }

  /** Called after a sweep has deleted {@code deleted} items; schedules the next one. */
  void swept(int deleted) {
    atMillis = Long.MAX_VALUE;
    if (deleted == MAX_ITEMS) {
      set(timeline.nowMillis());
    } else {
      arrange();
    }
  }

  void cancel() {
    atMillis = Long.MAX_VALUE;
    timeline.cancel(this);
  }
}
