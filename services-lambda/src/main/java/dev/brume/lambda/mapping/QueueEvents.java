package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.pattern.EventPattern;
import dev.brume.core.pattern.PatternFault;
import dev.brume.core.port.QueueMessage;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaFaults;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of queues in their event form.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     Amazon SQS</a>
 */
final class QueueEvents {
  private static final String FAILURES = "batchItemFailures";
  private static final String ITEM = "itemIdentifier";

  private QueueEvents() {}

  /**
   * The event of a call.
   *
   * @param windowed whether the mapping has a batching window: then records of messages without
   *     attributes have a digest that is null, and else none (recorded on AWS in November 2025)
   */
  static String event(Arn queue, List<QueueMessage> messages, boolean windowed) {
    ObjectNode event = JsonDocument.newObject();
    ArrayNode records = event.putArray("Records");
    for (QueueMessage message : messages) {
      ObjectNode record = record(queue, message);
      if (!windowed && message.md5OfMessageAttributes() == null) {
        record.remove("md5OfMessageAttributes");
      }
      records.add(record);
    }
    return JsonDocument.text(event);
  }

  private static ObjectNode record(Arn queue, QueueMessage message) {
    ObjectNode record = JsonDocument.newObject();
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    ObjectNode attributes = record.putObject("attributes");
    message.attributes().forEach(attributes::put);
    ObjectNode own = record.putObject("messageAttributes");
    message.messageAttributes().forEach((name, value) -> own.set(name, attribute(value)));
    record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queue.toString());
    record.put("awsRegion", queue.region());
    return record;
  }

  private static ObjectNode attribute(MessageAttribute attribute) {
    ObjectNode shown = JsonDocument.newObject();
    if (attribute.binary() == null) {
      shown.put("stringValue", attribute.text());
    } else {
      shown.put("binaryValue", Base64.getEncoder().encodeToString(attribute.binary().bytes()));
    }
    shown.putArray("stringListValues");
    shown.putArray("binaryListValues");
    shown.put("dataType", attribute.dataType());
    return shown;
  }

  /** Whether one of the patterns matches the message; a JSON body is matched as an object. */
  static boolean matches(List<String> filters, Arn queue, QueueMessage message) {
    if (filters == null || filters.isEmpty()) {
      return true;
    }
    ObjectNode document = record(queue, message);
    JsonDocument.COMMON.find(message.body()).ifPresent(body -> document.set("body", body));
    return filters.stream().anyMatch(filter -> pattern(filter).matches(document));
  }

  /**
   * A pattern.
   *
   * @throws dev.brume.core.error.AwsError InvalidParameterValueException if it is invalid
   */
  static EventPattern pattern(String text) {
    if (text == null) {
      throw LambdaFaults.invalid("Invalid filter pattern definition.");
    }
    try {
      return EventPattern.compile(text);
    } catch (PatternFault fault) {
      throw LambdaFaults.invalid("Invalid filter pattern definition.");
    }
  }

  /**
   * The failed messages of a call: all of them if the function's report is invalid.
   *
   * @param answer the function's response
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">
   *     Implementing partial batch responses</a>
   */
  static Set<String> failed(String answer, Set<String> messageIds) {
    Optional<JsonNode> report = JsonDocument.COMMON.find(answer);
    JsonNode failures = report.map(node -> node.get(FAILURES)).orElse(null);
    if (failures == null || failures.isNull()) {
      boolean fine =
          answer.isEmpty() || report.filter(node -> node.isNull() || node.isObject()).isPresent();
      return fine ? Set.of() : messageIds;
    }
    if (!failures.isArray()) {
      return messageIds;
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      String id = failure.path(ITEM).asText("");
      if (id.isEmpty() || !messageIds.contains(id)) {
        return messageIds;
      }
      failed.add(id);
    }
    return failed;
  }

  /** The receipt handles of messages, except failed ones. */
  static List<String> receipts(Map<String, String> receiptsById, Set<String> failed) {
    return receiptsById.entrySet().stream()
        .filter(entry -> !failed.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
