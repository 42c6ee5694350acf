package dev.brume.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.SeededIds;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tagging;
import dev.brume.s3.configuration.Configurations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything a bucket knows is in its tables, as ARCHITECTURE.md demands, and goes with it. */
class BucketStateTest {
  private static final Tagging BLUE =
      Tagging.builder().tagSet(List.of(Tag.builder().key("colour").value("blue").build())).build();

  private final List<ObjectChange> changes = new ArrayList<>();
  private final InMemoryStore store = new InMemoryStore();
  private final RootSpec<S3Region> spec = S3Region.spec(surroundings());

  private S3Environment surroundings() {
    VirtualTimeline timeline = new VirtualTimeline();
    ObjectListener listener = (bucket, change) -> changes.add(change);
    return new S3Environment(
        timeline,
        new SeededIds(1),
        new TaskRunner(timeline, new LaneOutbox(timeline)),
        new Deliveries(new Ports()),
        List.of(listener),
        List.of(),
        Configurations.ALL,
        scope -> null,
        new BucketCounts());
  }

  private S3Region region() {
    return store.root(spec, Scope.DEFAULT);
  }

  private Bucket create() {
    return region().create("bucket", null, false);
  }

  private static void tag(Bucket bucket) {
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          edit.setConfiguration(Configurations.TAGGING, BLUE);
          return null;
        });
  }

  private static ObjectVersion put(Bucket bucket, String key) {
    ObjectVersion draft = ObjectVersion.of(key, bucket.owner()).build();
    return bucket.edit(ChangeOrigin.S3, edit -> edit.put(draft, ObjectEvent.CREATED_PUT));
  }

  @Test
  void whatIsKeptCanBeWrittenDown() {
    ValueCodec codec = new ValueCodec();
    S3Tables.OF_A_BUCKET.forEach(spec -> codec.check(spec.valueType()));
    Configurations.ALL.forEach(kind -> codec.check(kind.table().valueType()));
    codec.check(BucketRecord.class);
  }

  @Test
  void aConfigurationIsThereUntilItIsRemoved() {
    Bucket bucket = create();
    tag(bucket);

    assertThat(bucket.configuration(Configurations.TAGGING)).isEqualTo(BLUE);
    assertThat(bucket.configurations(Configurations.TAGGING)).hasSize(1);
    assertThat(removeTags(bucket)).isTrue();
    assertThat(bucket.configuration(Configurations.TAGGING)).isNull();
    assertThat(removeTags(bucket)).isFalse();
  }

  private static boolean removeTags(Bucket bucket) {
    return bucket.edit(ChangeOrigin.S3, edit -> edit.removeConfiguration(Configurations.TAGGING));
  }

  @Test
  void aRestoreBringsEverythingBack() throws Exception {
    tag(create());
    long sequence = put(region().find("bucket"), "key").sequence();
    try (var snapshot = store.snapshot()) {
      put(region().find("bucket"), "other");
      removeTags(region().find("bucket"));
      store.restore(snapshot);
    }

    Bucket bucket = region().find("bucket");
    assertThat(bucket.configuration(Configurations.TAGGING)).isEqualTo(BLUE);
    assertThat(bucket.versions().latest("key").sequence()).isEqualTo(sequence);
    assertThat(bucket.versions().latest("other")).isNull();
    assertThat(put(bucket, "next").sequence()).isGreaterThan(sequence);
  }

  @Test
  void aBucketTakesEverythingWithItAndIsNoMoreToBeChanged() {
    Bucket bucket = create();
    tag(bucket);
    bucket.edit(
        ChangeOrigin.S3,
        edit -> {
          region().delete(edit);
          return null;
        });

    assertThat(region().find("bucket")).isNull();
    assertThat(create().configuration(Configurations.TAGGING)).isNull();
    assertThatThrownBy(() -> put(bucket, "key"))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("NoSuchBucket"));
  }

  @Test
  void listenersHearOfEveryChangeInOrder() {
    Bucket bucket = create();
    ObjectVersion first = put(bucket, "key");
    ObjectVersion second = put(bucket, "key");
    bucket.edit(
        ChangeOrigin.S3,
        edit ->
            edit.delete(
                "key",
                "owner",
                ObjectEvent.REMOVED_DELETE,
                ObjectEvent.REMOVED_DELETE_MARKER_CREATED));

    assertThat(changes)
        .containsExactly(
            new ObjectChange(ObjectEvent.CREATED_PUT, first, null, ChangeOrigin.S3),
            new ObjectChange(ObjectEvent.CREATED_PUT, second, first, ChangeOrigin.S3),
            new ObjectChange(ObjectEvent.REMOVED_DELETE, second, null, ChangeOrigin.S3));
  }

  /** The order of the UTF-8 bytes: U+FF61 comes before U+1F600, whose first surrogate is lower. */
  @Test
  void keysAreInTheOrderOfTheirBytes() {
    Bucket bucket = create();
    List<String> ordered = List.of("", "A", "a", "a/", "a/b", "ab", "é", "\uFF61", "😀", "😀a");
    List<String> shuffled = new ArrayList<>(ordered);
    shuffled.sort((left, right) -> right.compareTo(left));
    shuffled.forEach(key -> put(bucket, key));

    assertThat(bucket.versions().from("", true).keySet()).containsExactlyElementsOf(ordered);
  }
}
