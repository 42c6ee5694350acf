package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The streams of a region, including those of deleted tables. The lock of the region's directory
 * guards starts and ends of streams.
 */
public final class ChangeStreams {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Tables store;
  private final Surroundings surroundings;
  private final Table<String, ChangeStreamRecord> records;
  private final NavigableMap<String, ChangeStream> streams = new ConcurrentSkipListMap<>();

  ChangeStreams(Tables store, Surroundings surroundings) {
    this.store = store;
    this.surroundings = surroundings;
    records = store.table(DynamoDbTables.STREAMS, DynamoDbTables.REGION);
    records.forEach((name, record) -> streams.put(name, open(name, record)));
  }

  private ChangeStream open(String name, ChangeStreamRecord record) {
    return new ChangeStream(
        record,
        store.sorted(DynamoDbTables.CHANGES, name),
        surroundings,
        changed -> records.put(name, changed));
  }

  private static String name(String tableName, String label) {
    return tableName + "/" + label;
  }

  /** The label of a new stream of that table. */
  public String newLabel(String tableName) {
    long millis = surroundings.timeline().nowMillis();
    String label = LABEL.format(Instant.ofEpochMilli(millis));
    while (streams.containsKey(name(tableName, label))) {
      label = LABEL.format(Instant.ofEpochMilli(++millis));
    }
    return label;
  }

  /** The stream with that table and label, or null. */
  public ChangeStream find(String tableName, String label) {
    ChangeStream stream = streams.get(name(tableName, label));
    return stream == null || stream.isGone() ? null : stream;
  }

  /** The streams after a given one, ordered by table and label; all after null. */
  public Stream<ChangeStream> after(String tableName, String label) {
    String from = tableName == null ? "" : name(tableName, label);
    return streams.tailMap(from, false).values().stream().filter(stream -> !stream.isGone());
  }

  /**
   * The stream for the changes of a table, created if missing; null if the table has none enabled.
   */
  ChangeStream of(TableRecord table) {
    TableSettings settings = table.settings();
    if (settings.streamView() == null) {
      return null;
    }
    String name = name(table.name(), settings.streamLabel());
    ChangeStream known = streams.get(name);
    if (known != null) {
      return known;
    }
    forgetGone();
    ChangeStreamRecord record =
        new ChangeStreamRecord(
            table.name(),
            settings.streamLabel(),
            settings.streamView(),
            table.key(),
            surroundings.timeline().nowMillis(),
            0,
            0,
            null);
    records.put(name, record);
    ChangeStream stream = open(name, record);
    streams.put(name, stream);
    return stream;
  }

  private void forgetGone() {
    List<String> gone =
        streams.entrySet().stream()
            .filter(entry -> entry.getValue().isGone())
            .map(NavigableMap.Entry::getKey)
            .toList();
    for (String name : gone) {
      streams.remove(name).close();
      records.remove(name);
      store.drop(DynamoDbTables.CHANGES, name);
    }
  }

  void close() {
    streams.values().forEach(ChangeStream::close);
  }
}
