package dev.brume.logs.engine;

import dev.brume.core.state.ByteKey;
import dev.brume.core.state.TableSpec;
import java.util.List;

/** The tables of CloudWatch Logs. */
final class LogsTables {
  static final String SERVICE = "logs";

  /** Groups by name; of the region. */
  static final TableSpec<String, LogGroupRecord> GROUPS =
      new TableSpec<>(SERVICE, "groups", String.class, LogGroupRecord.class);

  /** Streams by name; of a group. */
  static final TableSpec<String, LogStreamRecord> STREAMS =
      new TableSpec<>(SERVICE, "streams", String.class, LogStreamRecord.class);

  /** Events by time and number; of a group. */
  static final TableSpec<ByteKey, LogEventRecord> EVENTS =
      TableSpec.sorted(SERVICE, "events", LogEventRecord.class);

  /** Resource policies by name; of the region. */
  static final TableSpec<String, LogsPolicyRecord> POLICIES =
      new TableSpec<>(SERVICE, "policies", String.class, LogsPolicyRecord.class);

  static final List<TableSpec<?, ?>> ALL = List.of(GROUPS, STREAMS, EVENTS, POLICIES);

  private LogsTables() {}
}
