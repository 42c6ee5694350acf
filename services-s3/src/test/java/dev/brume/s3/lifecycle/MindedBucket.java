package dev.brume.s3.lifecycle;

import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.id.SeededIds;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.time.Timeline;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.s3.api.BucketLifecycleConfiguration;
import dev.brume.s3.api.ExpirationStatus;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.api.LifecycleRuleFilter;
import dev.brume.s3.api.TransitionDefaultMinimumObjectSize;
import dev.brume.s3.archive.RestoreSteps;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCounts;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.BucketRecord.Versioning;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.engine.S3Environment;
import dev.brume.s3.engine.S3Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A bucket with what minds it, in virtual time, which begins with the year 2025. */
public final class MindedBucket {
  /** More than the least that is worth a transition. */
  public static final long LARGE = 200_000;

  public final VirtualTimeline timeline = new VirtualTimeline();
  public final InMemoryStore store = new InMemoryStore();

  /** What S3 did by itself: {@code LifecycleExpiration:Delete key}. */
  public final List<String> events = new ArrayList<>();

  /** How often anything was scheduled. */
  public int scheduled;

  private final RootSpec<S3Region> spec;

  public MindedBucket() {
    LaneOutbox outbox = new LaneOutbox(timeline);
    timeline.runIn(new StoreSection(store, outbox));
    Timeline counted = counted();
    spec =
        S3Region.spec(
            new S3Environment(
                timeline,
                new SeededIds(1),
                new TaskRunner(counted, outbox),
                new Deliveries(new Ports()),
                List.of(
                    (bucket, change) -> {
                      if (change.origin() == ChangeOrigin.S3) {
                        events.add(change.event().eventName() + " " + change.version().key());
                      }
                    }),
                List.of(
                    bucket -> new LifecycleSweep(bucket, timeline),
                    bucket -> new RestoreSteps(bucket, timeline)),
                Configurations.ALL,
                scope -> null,
                new BucketCounts()));
    region().create("bucket", null, false);
  }

  private Timeline counted() {
    return new Timeline() {
      @Override
      public long nowMillis() {
        return timeline.nowMillis();
      }

      @Override
      public void schedule(Object key, long deadlineMillis, Runnable task) {
        scheduled++;
        timeline.schedule(key, deadlineMillis, task);
      }

      @Override
      public boolean cancel(Object key) {
        return timeline.cancel(key);
      }
    };
  }

  public S3Region region() {
    return store.root(spec, Scope.DEFAULT);
  }

  public Bucket bucket() {
    return region().find("bucket");
  }

  public <T> T edit(Function<BucketEdit, T> action) {
    return bucket().edit(new ChangeOrigin("123456789012", null, null, null), action);
  }

  public void versioning(Versioning versioning) {
    edit(
        edit -> {
          edit.setRecord(edit.bucket().record().withVersioning(versioning, null));
          return null;
        });
  }

  /** A rule that is enabled and for everything, to be added to. */
  public static LifecycleRule.Builder rule() {
    return LifecycleRule.builder()
        .id("rule")
        .status(ExpirationStatus.ENABLED)
        .filter(LifecycleRuleFilter.builder().build());
  }

  public void rules(LifecycleRule.Builder... rules) {
    rules(TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K, rules);
  }

  public void rules(String minimumSize, LifecycleRule.Builder... rules) {
    List<LifecycleRule> built = List.of(rules).stream().map(LifecycleRule.Builder::build).toList();
    edit(
        edit -> {
          edit.setConfiguration(
              Configurations.LIFECYCLE,
              new LifecycleSettings(
                  BucketLifecycleConfiguration.builder().rules(built).build().rules(),
                  minimumSize));
          return null;
        });
  }

  public ObjectVersion put(String key) {
    return put(key, LARGE);
  }

  public ObjectVersion put(String key, long size) {
    return put(draft(key, size));
  }

  public ObjectVersion put(ObjectVersion.Builder draft) {
    return edit(edit -> edit.put(draft.build(), ObjectEvent.CREATED_PUT));
  }

  public static ObjectVersion.Builder draft(String key, long size) {
    return ObjectVersion.of(key, "123456789012")
        .content(new ObjectContent(size, "etag", null, null, List.of()));
  }

  public void delete(String key) {
    edit(
        edit ->
            edit.delete(
                key,
                "123456789012",
                ObjectEvent.REMOVED_DELETE,
                ObjectEvent.REMOVED_DELETE_MARKER_CREATED));
  }

  public void at(String moment) {
    timeline.set(Instant.parse(moment));
  }

  /** The keys that have any version. */
  public List<String> keys() {
    return List.copyOf(bucket().versions().from("", true).keySet());
  }

  /** The versions of a key, newest first: the storage class, or {@code marker}. */
  public List<String> versions(String key) {
    KeyVersions versions = bucket().versions().get(key);
    List<String> texts = new ArrayList<>();
    for (int i = 0; versions != null && i < versions.count(); i++) {
      ObjectVersion version = versions.at(i);
      String storageClass = version.storageClass() == null ? "STANDARD" : version.storageClass();
      texts.add(version.deleteMarker() ? "marker" : storageClass);
    }
    return texts;
  }
}
