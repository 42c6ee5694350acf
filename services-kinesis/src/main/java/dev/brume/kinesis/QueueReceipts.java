package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.kinesis.engine.QueueDelivery;
import dev.brume.kinesis.engine.StreamQueue;
import dev.brume.kinesis.engine.StreamRefusals;

/** Receipt handles: authenticated deliveries of records. "A new one is issued each time." */
final class QueueReceipts {
  private final PageTokens tokens;

  QueueReceipts(StreamQueue queue) {
    tokens =
        PageTokens.of(
            StreamFinder.SERVICE,
            "ReceiveQueueRecords",
            () -> StreamRefusals.invalid("The receipt handle is not valid."),
            queue.arn());
  }

  /**
   * The contents of a receipt handle.
   *
   * @param shard the number of the record's shard
   * @param index its position there
   * @param receipt the number of the delivery
   */
  record Receipt(int shard, long index, long receipt) {}

  String of(QueueDelivery delivery) {
    return tokens.after(delivery.shard() + "/" + delivery.index() + "/" + delivery.receipt());
  }

  /**
   * Parses a receipt handle.
   *
   * @throws AwsError InvalidArgumentException
   */
  Receipt read(String handle) {
    String[] parts = tokens.position(handle).split("/");
    return new Receipt(
        Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
