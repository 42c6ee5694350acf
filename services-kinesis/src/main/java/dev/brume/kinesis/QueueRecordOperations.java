package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.kinesis.api.AcknowledgeQueueRecordsErrorEntry;
import dev.brume.kinesis.api.AcknowledgeQueueRecordsInput;
import dev.brume.kinesis.api.AcknowledgeQueueRecordsOutput;
import dev.brume.kinesis.api.AcknowledgeQueueRecordsRequestEntry;
import dev.brume.kinesis.api.AcknowledgeQueueRecordsResultEntry;
import dev.brume.kinesis.api.QueueRecord;
import dev.brume.kinesis.api.ReceiveQueueRecordsInput;
import dev.brume.kinesis.api.ReceiveQueueRecordsOutput;
import dev.brume.kinesis.api.UpdateQueueRecordsVisibilityErrorEntry;
import dev.brume.kinesis.api.UpdateQueueRecordsVisibilityInput;
import dev.brume.kinesis.api.UpdateQueueRecordsVisibilityOutput;
import dev.brume.kinesis.api.UpdateQueueRecordsVisibilityRequestEntry;
import dev.brume.kinesis.api.UpdateQueueRecordsVisibilityResultEntry;
import dev.brume.kinesis.engine.QueueWaiter;
import dev.brume.kinesis.engine.QueuedRecord;
import dev.brume.kinesis.engine.StreamQueue;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Receives records of queues, and acknowledges or hides them. */
final class QueueRecordOperations {
  /** "The default is 10." */
  private static final int LIMIT = 10;

  /** "The default is 9." */
  private static final int WAIT_SECONDS = 9;

  private final StreamFinder streams;
  private final StreamKeys keys;

  QueueRecordOperations(StreamFinder streams, StreamKeys keys) {
    this.streams = streams;
    this.keys = keys;
  }

  CompletionStage<ReceiveQueueRecordsOutput> receiveQueueRecords(
      RequestContext context, ReceiveQueueRecordsInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    keys.requireToRead(context, queue.stream());
    return receive(
            context,
            queue,
            false,
            input.limit(),
            input.visibilityTimeoutSeconds(),
            input.waitTimeSeconds())
        .thenApply(
            records ->
                ReceiveQueueRecordsOutput.builder().queueRecords(shown(queue, records)).build());
  }

  /** Receives records or dead-letter records; a disconnected client receives none. */
  static CompletionStage<List<QueuedRecord>> receive(
      RequestContext context,
      StreamQueue queue,
      boolean dead,
      Integer limit,
      Integer visibilitySeconds,
      Integer waitSeconds) {
    String status = queue.status();
    if (!status.equals("ACTIVE") && !status.equals("UPDATING")) {
      throw StreamRefusals.invalid(
          "Queue " + queue.arn() + " is not ACTIVE, instead in state " + status);
    }
    QueueWaiter waiter =
        queue.receive(
            dead,
            limit == null ? LIMIT : limit,
            visibilitySeconds,
            waitSeconds == null ? WAIT_SECONDS : waitSeconds);
    if (!waiter.isDone()) {
      context.http().connection().onClose(waiter::cancel);
    }
    return waiter.result();
  }

  static List<QueueRecord> shown(StreamQueue queue, List<QueuedRecord> records) {
    QueueReceipts receipts = new QueueReceipts(queue);
    List<QueueRecord> shown = new ArrayList<>(records.size());
    for (QueuedRecord each : records) {
      shown.add(
          QueueRecord.builder()
              .receiptHandle(receipts.of(each.delivery()))
              .recordId(each.number().toString())
              .partitionKey(each.entry().partitionKey())
              .data(each.entry().data())
              .approximateArrivalTimestamp(Instant.ofEpochMilli(each.entry().arrivalMillis()))
              .firstReceiveTimestamp(Instant.ofEpochMilli(each.delivery().firstMillis()))
              .receiveCount(each.delivery().receiveCount())
              .build());
    }
    return shown;
  }

  AcknowledgeQueueRecordsOutput acknowledgeQueueRecords(
      RequestContext context, AcknowledgeQueueRecordsInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    QueueReceipts receipts = new QueueReceipts(queue);
    List<AcknowledgeQueueRecordsResultEntry> done = new ArrayList<>();
    List<AcknowledgeQueueRecordsErrorEntry> failed = new ArrayList<>();
    for (AcknowledgeQueueRecordsRequestEntry entry : input.entries()) {
      String handle = entry.receiptHandle();
      try {
        QueueReceipts.Receipt of = receipts.read(handle);
        queue.acknowledge(false, of.shard(), of.index(), of.receipt());
        done.add(new AcknowledgeQueueRecordsResultEntry(handle));
      } catch (AwsError why) {
        failed.add(new AcknowledgeQueueRecordsErrorEntry(handle, why.code(), why.getMessage()));
      }
    }
    return new AcknowledgeQueueRecordsOutput(done, failed);
  }

  UpdateQueueRecordsVisibilityOutput updateQueueRecordsVisibility(
      RequestContext context, UpdateQueueRecordsVisibilityInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    QueueReceipts receipts = new QueueReceipts(queue);
    List<UpdateQueueRecordsVisibilityResultEntry> done = new ArrayList<>();
    List<UpdateQueueRecordsVisibilityErrorEntry> failed = new ArrayList<>();
    for (UpdateQueueRecordsVisibilityRequestEntry entry : input.entries()) {
      String handle = entry.receiptHandle();
      try {
        QueueReceipts.Receipt of = receipts.read(handle);
        queue.changeVisibility(
            false, of.shard(), of.index(), of.receipt(), entry.visibilityTimeoutSeconds());
        done.add(new UpdateQueueRecordsVisibilityResultEntry(handle));
      } catch (AwsError why) {
        failed.add(
            new UpdateQueueRecordsVisibilityErrorEntry(handle, why.code(), why.getMessage()));
      }
    }
    return new UpdateQueueRecordsVisibilityOutput(done, failed);
  }
}
