package dev.brume.s3.history;

import dev.brume.s3.history.KeyState.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a bucket is to hold, kept as plainly as can be. */
final class BucketModel {
  /** S3 lists keys by the bytes of their UTF-8. */
  static final Comparator<String> ORDER =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /** An upload: its key, and its parts by number. */
  record Upload(String key, NavigableMap<Integer, byte[]> parts) {}

  /** A row of a list: a key with one of its versions, or a prefix that stands for many. */
  record Row(String key, Version version, boolean latest, boolean prefix) {}

  final String name;
  final NavigableMap<String, KeyState> keys = new TreeMap<>(ORDER);
  final Map<String, Upload> uploads = new TreeMap<>();

  /** Null before it has ever been set. */
  String versioning;

  BucketModel(String name) {
    this.name = name;
  }

  KeyState at(String key) {
    return keys.getOrDefault(key, KeyState.EMPTY);
  }

  void set(String key, KeyState state) {
    if (state.versions().isEmpty()) {
      keys.remove(key);
    } else {
      keys.put(key, state);
    }
  }

  /** The objects as a list without versions rolls them up. */
  List<Row> objects(String prefix, String delimiter) {
    List<Row> rows = new ArrayList<>();
    keys.forEach(
        (key, state) -> {
          if (key.startsWith(prefix) && state.object() != null) {
            int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            Row row =
                end < 0
                    ? new Row(key, state.object(), true, false)
                    : new Row(key.substring(0, end + delimiter.length()), null, false, true);
            if (!rows.contains(row)) {
              rows.add(row);
            }
          }
        });
    return rows;
  }

  /** All versions and delete markers, those of a key newest first. */
  List<Row> versions(String prefix) {
    List<Row> rows = new ArrayList<>();
    keys.forEach(
        (key, state) -> {
          if (key.startsWith(prefix)) {
            for (Version version : state.versions()) {
              rows.add(new Row(key, version, version.equals(state.latest()), false));
            }
          }
        });
    return rows;
  }
}
