package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.scope.Arn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Records of streams in their event form.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with
 *     Kinesis Data Streams</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB Streams</a>
 */
final class StreamEvents {
  private static final String DATA = "data";
  private static final String KINESIS = "kinesis";
  private static final String USER_IDENTITY = "userIdentity";

  private StreamEvents() {}

  /** Whether a stream is a Kinesis stream. */
  static boolean isKinesis(Arn stream) {
    return stream.service().equals(KINESIS);
  }

  /** A record in event form. */
  static ObjectNode record(Arn stream, String shardId, String role, StreamRecord record) {
    return isKinesis(stream)
        ? kinesisRecord(stream, shardId, role, record)
        : tableRecord(stream, record);
  }

  private static ObjectNode kinesisRecord(
      Arn stream, String shardId, String role, StreamRecord record) {
    ObjectNode shown = JsonDocument.newObject();
    ObjectNode kinesis = shown.putObject(KINESIS);
    kinesis.put("kinesisSchemaVersion", "1.0");
    kinesis.put("partitionKey", record.partitionKey());
    kinesis.put("sequenceNumber", record.sequenceNumber());
    kinesis.put(DATA, Base64.getEncoder().encodeToString(record.data().bytes()));
    kinesis.put(
        "approximateArrivalTimestamp", BigDecimal.valueOf(record.arrived().toEpochMilli(), 3));
    shown.put("eventSource", "aws:kinesis");
    shown.put("eventVersion", "1.0");
    shown.put("eventID", shardId + ":" + record.sequenceNumber());
    shown.put("eventName", "aws:kinesis:record");
    shown.put("invokeIdentityArn", role);
    shown.put("awsRegion", stream.region());
    shown.put("eventSourceARN", stream.toString());
    return shown;
  }

  private static ObjectNode tableRecord(Arn stream, StreamRecord record) {
    ObjectNode shown = (ObjectNode) JsonDocument.COMMON.find(record.data().utf8()).orElseThrow();
    JsonNode identity = shown.remove(USER_IDENTITY);
    if (identity != null && identity.isObject()) {
      ObjectNode changed = shown.putObject(USER_IDENTITY);
      changed.set("type", identity.get("Type"));
      changed.set("principalId", identity.get("PrincipalId"));
    }
    shown.put("eventSourceARN", stream.toString());
    return shown;
  }

  /**
   * Whether one of the patterns matches a record. Patterns for Kinesis apply to the object {@code
   * kinesis}, with decoded data.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html">Using
   *     event filtering with a Kinesis event source</a>
   */
  static boolean matches(List<String> filters, Arn stream, StreamRecord record, ObjectNode shown) {
    if (filters == null || filters.isEmpty()) {
      return true;
    }
    ObjectNode document = shown;
    if (isKinesis(stream)) {
      document = ((ObjectNode) shown.get(KINESIS)).deepCopy();
      String data = record.data().utf8();
      document.set(DATA, JsonDocument.COMMON.find(data).orElse(TextNode.valueOf(data)));
    }
    JsonNode judged = document;
    return filters.stream().anyMatch(filter -> QueueEvents.pattern(filter).matches(judged));
  }

  /** The ordering key of records: the partition key, or the item's key. */
  static String orderKey(StreamRecord record, ObjectNode shown) {
    return record.partitionKey() == null
        ? shown.path("dynamodb").path("Keys").toString()
        : record.partitionKey();
  }

  /** The event of a call. */
  static byte[] event(List<ObjectNode> records) {
    ObjectNode event = JsonDocument.newObject();
    event.putArray("Records").addAll(records);
    return JsonDocument.text(event).getBytes(StandardCharsets.UTF_8);
  }
}
