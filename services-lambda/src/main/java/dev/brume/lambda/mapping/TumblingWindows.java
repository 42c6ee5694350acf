package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.ShardProgressRecord;
import dev.brume.lambda.engine.TumblingWindow;
import dev.brume.lambda.mapping.StreamBatches.Batch;
import dev.brume.lambda.runtime.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Calls with the records of a window of time, and with what the function has made of those before.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">
 *     Implementing stateful Kinesis Data Streams processing in Lambda</a>
 */
final class TumblingWindows {
  /** "Your state can be a maximum of 1 MB per shard." */
  private static final int STATE_BYTES = 1_048_576;

  private static final JsonDocument ANSWER = new JsonDocument(8 * STATE_BYTES, 100, true);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TumblingWindows() {}

  /** Whether a mapping gathers records so. */
  static boolean has(EventSourceMappingRecord mapping) {
    return mapping.stream().tumblingSeconds() > 0;
  }

  /** The window that the next records belong to; null where there is none and no record. */
  static TumblingWindow window(
      EventSourceMappingRecord mapping, ShardProgressRecord progress, Batch batch) {
    if (progress.window() != null || batch.size() == 0) {
      return progress.window();
    }
    return TumblingWindow.of(
        batch.records().getFirst().arrived().toEpochMilli(), mapping.stream().tumblingSeconds());
  }

  /** How many records of a batch belong to a window, from the first on. */
  static int count(Batch batch, TumblingWindow window) {
    int count = 0;
    while (count < batch.size()
        && batch.records().get(count).arrived().toEpochMilli() < window.endMillis()) {
      count++;
    }
    return count;
  }

  /** Whether a window can be ended: nothing more can come into it, or its state is too large. */
  static boolean isOver(TumblingWindow window, Batch batch, long nowMillis) {
    return isTooLarge(window)
        || (batch.size() == 0 ? nowMillis >= window.endMillis() : count(batch, window) == 0);
  }

  static boolean isTooLarge(TumblingWindow window) {
    return window.state().getBytes(StandardCharsets.UTF_8).length > STATE_BYTES;
  }

  /** The event of a call; without records it is the last of the window. */
  static byte[] event(
      List<ObjectNode> records, String sourceArn, String shardId, TumblingWindow window) {
    ObjectNode event = JsonDocument.newObject();
    event.putArray("Records").addAll(records);
    event
        .putObject("window")
        .put("start", MOMENT.format(Instant.ofEpochMilli(window.startMillis())))
        .put("end", MOMENT.format(Instant.ofEpochMilli(window.endMillis())));
    event.set("state", ANSWER.find(window.state()).orElseThrow());
    event
        .put("shardId", shardId)
        .put("eventSourceARN", sourceArn)
        .put("isFinalInvokeForWindow", records.isEmpty())
        .put("isWindowTerminatedEarly", records.isEmpty() && isTooLarge(window));
    return JsonDocument.text(event).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The state that a function answers; null where there is none: "Lambda considers this a failed
   * invocation."
   */
  static String state(InvocationResult result) {
    if (result == null || result.failure()) {
      return null;
    }
    JsonNode state =
        ANSWER
            .object(new String(result.payload(), StandardCharsets.UTF_8))
            .map(answer -> answer.get("state"))
            .orElse(null);
    return state == null || !state.isObject() ? null : JsonDocument.text(state);
  }
}
