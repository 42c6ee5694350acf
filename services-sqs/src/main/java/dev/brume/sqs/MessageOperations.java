package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.message.MessageDigests;
import dev.brume.core.schema.Unit;
import dev.brume.sqs.api.ChangeMessageVisibilityRequest;
import dev.brume.sqs.api.DeleteMessageRequest;
import dev.brume.sqs.api.Message;
import dev.brume.sqs.api.ReceiveMessageRequest;
import dev.brume.sqs.api.ReceiveMessageResult;
import dev.brume.sqs.api.SendMessageRequest;
import dev.brume.sqs.api.SendMessageResult;
import dev.brume.sqs.engine.NewMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.Quotas;
import dev.brume.sqs.engine.ReceiveRequest;
import dev.brume.sqs.engine.ReceivedMessage;
import dev.brume.sqs.engine.SentMessage;
import dev.brume.sqs.engine.WaitingConsumer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The operations on single messages. */
final class MessageOperations {
  private static final int MAX_WAIT_SECONDS = 20;

  private final QueueFinder queues;
  private final QueueKeys keys;

  MessageOperations(QueueFinder queues, QueueKeys keys) {
    this.queues = queues;
    this.keys = keys;
  }

  SendMessageResult sendMessage(RequestContext context, SendMessageRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    IncomingMessage incoming =
        new IncomingMessage(
            input.messageBody(),
            input.delaySeconds(),
            input.messageAttributes(),
            input.messageSystemAttributes(),
            input.messageDeduplicationId(),
            input.messageGroupId());
    NewMessage message = incoming.checked(context);
    keys.requireToSend(context, queue);
    SentMessage sent = queue.send(message);
    return SendMessageResult.builder()
        .md5OfMessageBody(MessageDigests.ofBody(message.body()))
        .md5OfMessageAttributes(MessageDigests.ofAttributes(message.attributes()))
        .md5OfMessageSystemAttributes(incoming.systemAttributesDigest())
        .messageId(sent.messageId())
        .sequenceNumber(sent.sequenceNumber())
        .build();
  }

  CompletionStage<ReceiveMessageResult> receiveMessage(
      RequestContext context, ReceiveMessageRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    OutgoingMessage outgoing =
        new OutgoingMessage(
            OutgoingMessage.joined(input.attributeNames(), input.messageSystemAttributeNames()),
            input.messageAttributeNames());
    ReceiveRequest request = receiveRequest(queue, input);
    keys.requireToReceive(context, queue);
    WaitingConsumer waitingConsumer = queue.receive(request);
    if (!waitingConsumer.result().toCompletableFuture().isDone()) {
      context.http().connection().onClose(waitingConsumer::cancel);
    }
    return waitingConsumer.result().thenApply(messages -> show(messages, outgoing));
  }

  private static ReceiveRequest receiveRequest(Queue queue, ReceiveMessageRequest input) {
    int count = input.maxNumberOfMessages() == null ? 1 : input.maxNumberOfMessages();
    SqsRefusals.requireBetween(
        "MaxNumberOfMessages",
        count,
        1,
        Quotas.MESSAGES_PER_RECEIVE,
        "Must be between 1 and 10, if provided.");
    if (input.waitTimeSeconds() != null) {
      SqsRefusals.requireBetween(
          "WaitTimeSeconds",
          input.waitTimeSeconds(),
          0,
          MAX_WAIT_SECONDS,
          "Must be >= 0 and <= 20, if provided.");
    }
    if (input.visibilityTimeout() != null) {
      checkVisibilityTimeout(input.visibilityTimeout());
    }
    String attemptId =
        IncomingMessage.checkedId("ReceiveRequestAttemptId", input.receiveRequestAttemptId());
    if (attemptId != null && !queue.settings().isFifo()) {
      throw SqsRefusals.invalid(
          "ReceiveRequestAttemptId",
          attemptId,
          "The request include parameter that is not valid for this queue type.");
    }
    return new ReceiveRequest(count, input.visibilityTimeout(), input.waitTimeSeconds(), attemptId);
  }

  private static ReceiveMessageResult show(
      List<ReceivedMessage> received, OutgoingMessage outgoing) {
    List<Message> messages =
        received.stream()
            .map(
                message ->
                    outgoing.show(
                        message.message(),
                        message.delivery(),
                        message.sequenceNumber(),
                        message.receiptHandle(),
                        Map.of()))
            .toList();
    return ReceiveMessageResult.builder().messages(messages.isEmpty() ? null : messages).build();
  }

  Unit deleteMessage(RequestContext context, DeleteMessageRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    queue.delete(SqsRefusals.require("ReceiptHandle", input.receiptHandle()));
    return Unit.INSTANCE;
  }

  Unit changeMessageVisibility(RequestContext context, ChangeMessageVisibilityRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    changeVisibility(queue, input.receiptHandle(), input.visibilityTimeout());
    return Unit.INSTANCE;
  }

  /** Changes the visibility of one message, alone or in a batch. */
  static void changeVisibility(Queue queue, String receiptHandle, Integer seconds) {
    SqsRefusals.require("ReceiptHandle", receiptHandle);
    SqsRefusals.require("VisibilityTimeout", seconds);
    checkVisibilityTimeout(seconds);
    queue.changeVisibility(receiptHandle, seconds);
  }

  private static void checkVisibilityTimeout(int seconds) {
    SqsRefusals.requireBetween(
        "VisibilityTimeout",
        seconds,
        0,
        Quotas.VISIBILITY_TIMEOUT_SECONDS,
        "Must be between 0 and 43200, if provided.");
  }
}
