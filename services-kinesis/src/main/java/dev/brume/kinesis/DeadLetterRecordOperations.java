package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.kinesis.api.AcknowledgeDeadLetterQueueRecordsErrorEntry;
import dev.brume.kinesis.api.AcknowledgeDeadLetterQueueRecordsInput;
import dev.brume.kinesis.api.AcknowledgeDeadLetterQueueRecordsOutput;
import dev.brume.kinesis.api.AcknowledgeDeadLetterQueueRecordsRequestEntry;
import dev.brume.kinesis.api.AcknowledgeDeadLetterQueueRecordsResultEntry;
import dev.brume.kinesis.api.ReceiveDeadLetterQueueRecordsInput;
import dev.brume.kinesis.api.ReceiveDeadLetterQueueRecordsOutput;
import dev.brume.kinesis.api.RestoreDeadLetterQueueRecordsErrorEntry;
import dev.brume.kinesis.api.RestoreDeadLetterQueueRecordsInput;
import dev.brume.kinesis.api.RestoreDeadLetterQueueRecordsOutput;
import dev.brume.kinesis.api.RestoreDeadLetterQueueRecordsRequestEntry;
import dev.brume.kinesis.api.RestoreDeadLetterQueueRecordsResultEntry;
import dev.brume.kinesis.api.UpdateDeadLetterQueueRecordsVisibilityErrorEntry;
import dev.brume.kinesis.api.UpdateDeadLetterQueueRecordsVisibilityInput;
import dev.brume.kinesis.api.UpdateDeadLetterQueueRecordsVisibilityOutput;
import dev.brume.kinesis.api.UpdateDeadLetterQueueRecordsVisibilityRequestEntry;
import dev.brume.kinesis.api.UpdateDeadLetterQueueRecordsVisibilityResultEntry;
import dev.brume.kinesis.engine.StreamQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Dead-letter records of queues: those received too often. */
final class DeadLetterRecordOperations {
  private final StreamFinder streams;
  private final StreamKeys keys;

  DeadLetterRecordOperations(StreamFinder streams, StreamKeys keys) {
    this.streams = streams;
    this.keys = keys;
  }

  CompletionStage<ReceiveDeadLetterQueueRecordsOutput> receiveDeadLetterQueueRecords(
      RequestContext context, ReceiveDeadLetterQueueRecordsInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    keys.requireToRead(context, queue.stream());
    return QueueRecordOperations.receive(
            context,
            queue,
            true,
            input.limit(),
            input.visibilityTimeoutSeconds(),
            input.waitTimeSeconds())
        .thenApply(
            records ->
                ReceiveDeadLetterQueueRecordsOutput.builder()
                    .queueRecords(QueueRecordOperations.shown(queue, records))
                    .build());
  }

  AcknowledgeDeadLetterQueueRecordsOutput acknowledgeDeadLetterQueueRecords(
      RequestContext context, AcknowledgeDeadLetterQueueRecordsInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    QueueReceipts receipts = new QueueReceipts(queue);
    List<AcknowledgeDeadLetterQueueRecordsResultEntry> done = new ArrayList<>();
    List<AcknowledgeDeadLetterQueueRecordsErrorEntry> failed = new ArrayList<>();
    for (AcknowledgeDeadLetterQueueRecordsRequestEntry entry : input.entries()) {
      String handle = entry.receiptHandle();
      try {
        QueueReceipts.Receipt of = receipts.read(handle);
        queue.acknowledge(true, of.shard(), of.index(), of.receipt());
        done.add(new AcknowledgeDeadLetterQueueRecordsResultEntry(handle));
      } catch (AwsError why) {
        failed.add(
            new AcknowledgeDeadLetterQueueRecordsErrorEntry(handle, why.code(), why.getMessage()));
      }
    }
    return new AcknowledgeDeadLetterQueueRecordsOutput(done, failed);
  }

  UpdateDeadLetterQueueRecordsVisibilityOutput updateDeadLetterQueueRecordsVisibility(
      RequestContext context, UpdateDeadLetterQueueRecordsVisibilityInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    QueueReceipts receipts = new QueueReceipts(queue);
    List<UpdateDeadLetterQueueRecordsVisibilityResultEntry> done = new ArrayList<>();
    List<UpdateDeadLetterQueueRecordsVisibilityErrorEntry> failed = new ArrayList<>();
    for (UpdateDeadLetterQueueRecordsVisibilityRequestEntry entry : input.entries()) {
      String handle = entry.receiptHandle();
      try {
        QueueReceipts.Receipt of = receipts.read(handle);
        queue.changeVisibility(
            true, of.shard(), of.index(), of.receipt(), entry.visibilityTimeoutSeconds());
        done.add(new UpdateDeadLetterQueueRecordsVisibilityResultEntry(handle));
      } catch (AwsError why) {
        failed.add(
            new UpdateDeadLetterQueueRecordsVisibilityErrorEntry(
                handle, why.code(), why.getMessage()));
      }
    }
    return new UpdateDeadLetterQueueRecordsVisibilityOutput(done, failed);
  }

  RestoreDeadLetterQueueRecordsOutput restoreDeadLetterQueueRecords(
      RequestContext context, RestoreDeadLetterQueueRecordsInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    QueueReceipts receipts = new QueueReceipts(queue);
    List<RestoreDeadLetterQueueRecordsResultEntry> done = new ArrayList<>();
    List<RestoreDeadLetterQueueRecordsErrorEntry> failed = new ArrayList<>();
    for (RestoreDeadLetterQueueRecordsRequestEntry entry : input.entries()) {
      String handle = entry.receiptHandle();
      try {
        QueueReceipts.Receipt of = receipts.read(handle);
        queue.restore(of.shard(), of.index(), of.receipt());
        done.add(new RestoreDeadLetterQueueRecordsResultEntry(handle));
      } catch (AwsError why) {
        failed.add(
            new RestoreDeadLetterQueueRecordsErrorEntry(handle, why.code(), why.getMessage()));
      }
    }
    return new RestoreDeadLetterQueueRecordsOutput(done, failed);
  }
}
