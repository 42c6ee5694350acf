package dev.brume.logs.insights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.logs.engine.LogEventRecord;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log event as a query row: fields by name, including those discovered in JSON and in Lambda's
 * reports. Times are in milliseconds since 1970.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html">
 *     Supported logs and discovered fields</a>
 */
final class QueryRow {
  private static final int MAX_DISCOVERED = 200;

  private static final Pattern LAMBDA =
      Pattern.compile("(START|END|REPORT|INIT_START) RequestId: ([0-9a-f-]{36})[\\s\\S]*");

  private static final Pattern REPORTED =
      Pattern.compile(
          "(Billed Duration|Init Duration|Duration|Memory Size|Max Memory Used): ([0-9.]+)");

  private final Map<String, String> fields = new LinkedHashMap<>();

  private QueryRow() {}

  /** The row for an event of a group. */
  static QueryRow of(LogEventRecord event, String account, String group) {
    QueryRow row = new QueryRow();
    row.set("@timestamp", Long.toString(event.timestamp()));
    row.set("@message", event.message());
    row.set("@logStream", event.stream());
    row.set("@log", account + ":" + group);
    row.set("@ingestionTime", Long.toString(event.ingestedMillis()));
    row.set("@ptr", LogRecordOperations.pointer(group, event));
    row.discover(event.message());
    return row;
  }

  /** A row with the given fields. */
  static QueryRow of(Map<String, String> fields) {
    QueryRow row = new QueryRow();
    row.fields.putAll(fields);
    return row;
  }

  private void discover(String message) {
    Matcher lambda = LAMBDA.matcher(message);
    if (lambda.matches()) {
      set("@type", lambda.group(1));
      set("@requestId", lambda.group(2));
      Matcher reported = REPORTED.matcher(message);
      while (reported.find()) {
        String name = reported.group(1).replace(" ", "");
        boolean bytes = name.contains("Memory");
        String value =
            bytes
                ? Long.toString((long) (Double.parseDouble(reported.group(2)) * 1_000_000))
                : reported.group(2);
        set("@" + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value);
      }
      return;
    }
    int brace = message.indexOf('{');
    if (brace >= 0) {
      JsonDocument.COMMON
          .object(message.substring(brace).strip())
          .ifPresent(node -> discover("", node));
    }
  }

  private void discover(String prefix, JsonNode node) {
    if (fields.size() > MAX_DISCOVERED) {
      return;
    }
    if (node.isValueNode()) {
      if (!node.isNull()) {
        fields.putIfAbsent(prefix, node.asText());
      }
      return;
    }
    String dot = prefix.isEmpty() ? "" : prefix + ".";
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        discover(dot + i, node.get(i));
      }
    } else {
      node.properties().forEach(each -> discover(dot + each.getKey(), each.getValue()));
    }
  }

  /** All fields by name. */
  Map<String, String> fields() {
    return Map.copyOf(fields);
  }

  /** The value of a field; null where it has none. */
  String get(String field) {
    return fields.get(field);
  }

  void set(String field, String value) {
    if (value == null) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
  }
}
