package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.kit.JsonObjectText;
import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryTask;
import dev.brume.core.port.Sender;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.invoke.ObjectDestination;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Tells a queue, a topic or a bucket of records that were given up, in the form recorded on AWS in
 * November 2025.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">
 *     Retain discarded batch records</a>
 */
final class DiscardedRecords {
  private static final String PRINCIPAL = "lambda.amazonaws.com";
  private static final DateTimeFormatter MILLISECONDS = format("uuuu-MM-dd'T'HH:mm:ss.SSSX");
  private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd'T'HH:mm:ssX");

  private DiscardedRecords() {}

  /**
   * Why records were discarded.
   *
   * @param condition such as {@code RetryAttemptsExhausted}
   * @param requestId the id of the last call
   * @param calls the number of calls
   * @param version the version called last; null for none
   * @param failed whether the function itself failed, and not only reported failures
   */
  record Reason(String condition, String requestId, int calls, String version, boolean failed) {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Reports to the destination, if there is one; within {@link LambdaRegion#change}. */
  static void report(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      String shardId,
      List<StreamRecord> records,
      Reason reason) {
    String destination = mapping.stream().onFailure();
    if (destination == null) {
      return;
    }
    String target = ObjectDestination.of(region, destination, mapping.uuid() + "/" + shardId);
    boolean whole = !target.equals(destination);
    Sender sender =
        new Sender(
            PRINCIPAL, region.functionArn(mapping.function(), null), region.scope().account());
    region.deliver(
        new DeliveryTask(
            target,
            DeliveryMessage.of(text(region, mapping, shardId, records, reason, whole)),
            sender,
            null));
  }

  private static String text(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      String shardId,
      List<StreamRecord> records,
      Reason reason,
      boolean whole) {
    boolean kinesis = StreamEvents.isKinesis(Arn.parse(mapping.sourceArn()).orElseThrow());
    DateTimeFormatter arrival = kinesis ? MILLISECONDS : SECONDS;
    return JsonObjectText.of(
        json -> {
          json.object(
              "requestContext",
              context ->
                  context
                      .member("requestId", reason.requestId())
                      .member(
                          "functionArn",
                          region.functionArn(mapping.function(), mapping.qualifier()))
                      .member("condition", reason.condition())
                      .member("approximateInvokeCount", reason.calls()));
          if (reason.version() != null) {
            json.object("responseContext", context -> addResponse(context, reason));
          }
          json.member("version", "1.0")
              .member("timestamp", MILLISECONDS.format(Instant.ofEpochMilli(region.nowMillis())))
              .object(
                  kinesis ? "KinesisBatchInfo" : "DDBStreamBatchInfo",
                  batch ->
                      batch
                          .member("shardId", shardId)
                          .member("startSequenceNumber", records.getFirst().sequenceNumber())
                          .member("endSequenceNumber", records.getLast().sequenceNumber())
                          .member(
                              "approximateArrivalOfFirstRecord",
                              arrival.format(records.getFirst().arrived()))
                          .member(
                              "approximateArrivalOfLastRecord",
                              arrival.format(records.getLast().arrived()))
                          .member("batchSize", records.size())
                          .member("streamArn", mapping.sourceArn()));
          if (whole) {
            json.object(
                "payload",
                payload -> payload.member("Records", payload(region, mapping, shardId, records)));
          }
        });
  }

  /** The records themselves, which only buckets get (recorded on AWS in November 2025). */
  private static JsonNode payload(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      String shardId,
      List<StreamRecord> records) {
    Arn stream = Arn.parse(mapping.sourceArn()).orElseThrow();
    FunctionVersionRecord function = region.latest(mapping.function());
    String role = function == null ? null : function.settings().role();
    ArrayNode all = JsonDocument.newArray();
    records.forEach(record -> all.add(StreamEvents.record(stream, shardId, role, record)));
    return all;
  }

  private static void addResponse(JsonObjectText context, Reason reason) {
    context.member("statusCode", 200).member("executedVersion", reason.version());
    if (reason.failed()) {
      context.member("functionError", "Unhandled");
    } else {
      context.nullMember("functionError");
    }
  }
}
