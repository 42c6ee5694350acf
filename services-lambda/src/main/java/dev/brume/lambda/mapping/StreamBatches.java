package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.port.StreamBatch;
import dev.brume.core.port.StreamCursor;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamRecord;
import dev.brume.core.port.StreamSource;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.ShardProgressRecord;
import java.util.ArrayList;
import java.util.List;

/** Reads the matching records of a lane of a shard for a mapping. */
final class StreamBatches {
  private static final int MAX_READ = 10_000;

  /** The characters around the records of an event. */
  private static final int ENVELOPE_CHARACTERS = 16;

  private StreamBatches() {}

  /**
   * A batch.
   *
   * @param records the matching records, in order
   * @param events the same in event form
   * @param next the position after them and after filtered records; null at the shard's end
   * @param full whether nothing more fits
   */
  record Batch(List<StreamRecord> records, List<ObjectNode> events, String next, boolean full) {
    int size() {
      return records.size();
    }

    /** Its first records, after which comes another position. */
    Batch first(int count, String nextPosition) {
      return new Batch(records.subList(0, count), events.subList(0, count), nextPosition, true);
    }
  }

  /**
   * Reads the next batch.
   *
   * @param role the function's role
   * @throws dev.brume.core.error.AwsError if the stream or the shard no longer exists
   */
  static Batch read(
      StreamSource source,
      EventSourceMappingRecord mapping,
      ShardProgressRecord progress,
      String role) {
    Arn stream = Arn.parse(mapping.sourceArn()).orElseThrow();
    int lanes = mapping.stream().parallelization();
    int wanted = progress.pieces().isEmpty() ? mapping.batchSize() : progress.pieces().getFirst();
    boolean all = lanes == 1 && mapping.filters() == null;
    StreamBatch read =
        source.read(cursor(mapping, progress, progress.position()), all ? wanted : MAX_READ);
    List<StreamRecord> records = new ArrayList<>();
    List<ObjectNode> events = new ArrayList<>();
    long characters = ENVELOPE_CHARACTERS;
    StreamRecord last = null;
    for (StreamRecord record : read.records()) {
      ObjectNode shown = StreamEvents.record(stream, progress.shardId(), role, record);
      boolean taken =
          lane(record, shown, lanes) == progress.lane()
              && StreamEvents.matches(mapping.filters(), stream, record, shown);
      if (taken) {
        int length = JsonDocument.text(shown).length() + 1;
        boolean fits = records.isEmpty() || characters + length <= LambdaQuotas.PAYLOAD_BYTES;
        if (records.size() == wanted || !fits) {
          return new Batch(records, events, after(source, stream, progress, last), true);
        }
        characters += length;
        records.add(record);
        events.add(shown);
      }
      last = record;
    }
    String next = read.next() == null ? null : read.next().position();
    return new Batch(records, events, next, records.size() == wanted);
  }

  private static int lane(StreamRecord record, ObjectNode shown, int lanes) {
    return lanes == 1 ? 0 : Math.floorMod(StreamEvents.orderKey(record, shown).hashCode(), lanes);
  }

  private static String after(
      StreamSource source, Arn stream, ShardProgressRecord progress, StreamRecord last) {
    return source
        .cursor(
            stream,
            progress.shardId(),
            new StreamPosition.AfterSequenceNumber(last.sequenceNumber()))
        .position();
  }

  /** The position of a record. */
  static String positionOf(
      StreamSource source, Arn stream, ShardProgressRecord progress, StreamRecord record) {
    return source
        .cursor(
            stream,
            progress.shardId(),
            new StreamPosition.AtSequenceNumber(record.sequenceNumber()))
        .position();
  }

  /** The cursor to read from. */
  static StreamCursor cursor(
      EventSourceMappingRecord mapping, ShardProgressRecord progress, String position) {
    return new StreamCursor(mapping.sourceArn(), progress.shardId(), position);
  }
}
