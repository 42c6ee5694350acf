package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.message.MessageDigests;
import dev.brume.sqs.api.ChangeMessageVisibilityBatchRequest;
import dev.brume.sqs.api.ChangeMessageVisibilityBatchRequestEntry;
import dev.brume.sqs.api.ChangeMessageVisibilityBatchResult;
import dev.brume.sqs.api.ChangeMessageVisibilityBatchResultEntry;
import dev.brume.sqs.api.DeleteMessageBatchRequest;
import dev.brume.sqs.api.DeleteMessageBatchRequestEntry;
import dev.brume.sqs.api.DeleteMessageBatchResult;
import dev.brume.sqs.api.DeleteMessageBatchResultEntry;
import dev.brume.sqs.api.SendMessageBatchRequest;
import dev.brume.sqs.api.SendMessageBatchRequestEntry;
import dev.brume.sqs.api.SendMessageBatchResult;
import dev.brume.sqs.api.SendMessageBatchResultEntry;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.NewMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.SentMessage;
import java.util.List;

/** The operations on up to ten messages at once. */
final class BatchOperations {
  private static final long MAX_SIZE_BYTES = 1_048_576;

  private final QueueFinder queues;
  private final QueueKeys keys;

  BatchOperations(QueueFinder queues, QueueKeys keys) {
    this.queues = queues;
    this.keys = keys;
  }

  SendMessageBatchResult sendMessageBatch(RequestContext context, SendMessageBatchRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    BatchRequest<SendMessageBatchRequestEntry, SendMessageBatchResultEntry> batch =
        BatchRequest.of(
            input.entries(), SendMessageBatchRequestEntry::id, "SendMessageBatchRequestEntry");
    checkSize(input.entries());
    for (SendMessageBatchRequestEntry entry : input.entries()) {
      queue.checkBatchIds(entry.messageGroupId(), entry.messageDeduplicationId());
    }
    keys.requireToSend(context, queue);
    batch.run(context, entry -> send(context, queue, entry));
    return SendMessageBatchResult.builder()
        .successful(unlessEmpty(batch.successful()))
        .failed(unlessEmpty(batch.failed()))
        .build();
  }

  private static IncomingMessage incoming(SendMessageBatchRequestEntry entry) {
    return new IncomingMessage(
        entry.messageBody(),
        entry.delaySeconds(),
        entry.messageAttributes(),
        entry.messageSystemAttributes(),
        entry.messageDeduplicationId(),
        entry.messageGroupId());
  }

  private static void checkSize(List<SendMessageBatchRequestEntry> entries) {
    long size = 0;
    for (SendMessageBatchRequestEntry entry : entries) {
      size += incoming(entry).sizeBytes();
    }
    if (size > MAX_SIZE_BYTES) {
      throw SqsErrors.batchRequestTooLong(
          "Batch requests cannot be longer than "
              + MAX_SIZE_BYTES
              + " bytes. You have sent "
              + size
              + " bytes.");
    }
  }

  private static SendMessageBatchResultEntry send(
      RequestContext context, Queue queue, SendMessageBatchRequestEntry entry) {
    IncomingMessage incoming = incoming(entry);
    NewMessage message = incoming.checked(context);
    int maximum = queue.settings().attributes().maximumMessageSizeBytes();
    if (message.sizeBytes() > maximum) { // worded differently from SendMessage
      throw SqsErrors.invalidParameterValueException(
          "One or more parameters cannot be validated. Reason: Message must be shorter than "
              + maximum
              + " bytes.");
    }
    SentMessage sent = queue.send(message);
    return SendMessageBatchResultEntry.builder()
        .id(entry.id())
        .messageId(sent.messageId())
        .md5OfMessageBody(MessageDigests.ofBody(message.body()))
        .md5OfMessageAttributes(MessageDigests.ofAttributes(message.attributes()))
        .md5OfMessageSystemAttributes(incoming.systemAttributesDigest())
        .sequenceNumber(sent.sequenceNumber())
        .build();
  }

  DeleteMessageBatchResult deleteMessageBatch(
      RequestContext context, DeleteMessageBatchRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    BatchRequest<DeleteMessageBatchRequestEntry, DeleteMessageBatchResultEntry> batch =
        BatchRequest.of(
            input.entries(), DeleteMessageBatchRequestEntry::id, "DeleteMessageBatchRequestEntry");
    batch.run(
        context,
        entry -> {
          queue.delete(SqsRefusals.require("ReceiptHandle", entry.receiptHandle()));
          return DeleteMessageBatchResultEntry.builder().id(entry.id()).build();
        });
    return DeleteMessageBatchResult.builder()
        .successful(unlessEmpty(batch.successful()))
        .failed(unlessEmpty(batch.failed()))
        .build();
  }

  ChangeMessageVisibilityBatchResult changeMessageVisibilityBatch(
      RequestContext context, ChangeMessageVisibilityBatchRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    BatchRequest<ChangeMessageVisibilityBatchRequestEntry, ChangeMessageVisibilityBatchResultEntry>
        batch =
            BatchRequest.of(
                input.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                "ChangeMessageVisibilityBatchRequestEntry");
    batch.run(
        context,
        entry -> {
          MessageOperations.changeVisibility(
              queue, entry.receiptHandle(), entry.visibilityTimeout());
          return ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build();
        });
    return ChangeMessageVisibilityBatchResult.builder()
        .successful(unlessEmpty(batch.successful()))
        .failed(unlessEmpty(batch.failed()))
        .build();
  }

  /** The model requires both lists in a response; AWS omits an empty one. */
  private static <T> List<T> unlessEmpty(List<T> entries) {
    return entries.isEmpty() ? null : entries;
  }
}
