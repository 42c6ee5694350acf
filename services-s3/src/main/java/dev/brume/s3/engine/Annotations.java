package dev.brume.s3.engine;

import dev.brume.core.state.Table;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The annotations of a bucket's object versions. Reading takes no lock; they are changed through
 * {@link BucketEdit}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html">Annotating
 *     your objects</a>
 */
public final class Annotations {
  private static final int SEQUENCE_DIGITS = 16;

  /** Keyed by the version's sequence in 16 hexadecimal digits, and the name. */
  private final Table<String, ObjectAnnotation> table;

  private final Map<Long, NavigableMap<String, ObjectAnnotation>> byVersion =
      new ConcurrentHashMap<>();

  Annotations(Table<String, ObjectAnnotation> table) {
    this.table = table;
    table.forEach(
        (key, annotation) ->
            adopt(HexFormat.fromHexDigitsToLong(key, 0, SEQUENCE_DIGITS), annotation));
  }

  private ObjectAnnotation adopt(long sequence, ObjectAnnotation annotation) {
    return byVersion
        .computeIfAbsent(sequence, any -> new ConcurrentSkipListMap<>(Utf8Order.INSTANCE))
        .put(annotation.name(), annotation);
  }

  private static String key(long sequence, String name) {
    return HexFormat.of().toHexDigits(sequence) + name;
  }

  /** The annotations of a version in the bucket, by name. */
  public NavigableMap<String, ObjectAnnotation> of(ObjectVersion version) {
    NavigableMap<String, ObjectAnnotation> known = byVersion.get(version.sequence());
    return known == null
        ? Collections.emptyNavigableMap()
        : Collections.unmodifiableNavigableMap(known);
  }

  // ------------------------------------------------------------------------------ for BucketEdit

  void put(ObjectVersion version, ObjectAnnotation annotation) {
    table.put(key(version.sequence(), annotation.name()), annotation);
    ObjectAnnotation former = adopt(version.sequence(), annotation);
    if (former != null) {
      former.payload().discard();
    }
  }

  /** Removes an existing annotation. */
  void remove(ObjectVersion version, ObjectAnnotation annotation) {
    table.remove(key(version.sequence(), annotation.name()));
    byVersion.get(version.sequence()).remove(annotation.name());
    annotation.payload().discard();
  }

  /** Removes all annotations of a deleted version. */
  void forget(ObjectVersion version) {
    NavigableMap<String, ObjectAnnotation> gone = byVersion.remove(version.sequence());
    if (gone != null) {
      gone.values()
          .forEach(
              annotation -> {
                table.remove(key(version.sequence(), annotation.name()));
                annotation.payload().discard();
              });
    }
  }
}
