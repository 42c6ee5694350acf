package dev.brume.sqs.engine;

import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.StoredMessage.State;

/** Checks receipt handles for a queue. */
final class ReceiptCheck {
  private ReceiptCheck() {}

  /** Parses a handle of this queue. */
  static ReceiptHandle parse(QueueRecord queue, String text) {
    ReceiptHandle handle =
        ReceiptHandle.parse(text)
            .orElseThrow(
                () ->
                    SqsErrors.receiptHandleIsInvalid(
                        "The input receipt handle \""
                            + text
                            + "\" is not a valid receipt handle."));
    if (!handle.queueIdentity().equals(queue.identity())) {
      throw SqsErrors.receiptHandleIsInvalid(
          "The receipt handle \"" + text + "\" is not valid for this queue.");
    }
    return handle;
  }

  /** In a FIFO queue, a handle expires with its visibility timeout and with the next receive. */
  static void checkNotExpired(
      QueueRecord queue, String text, ReceiptHandle handle, StoredMessage message) {
    boolean latest = handle.receive() == message.receivesHere();
    if (queue.isFifo() && !(latest && message.state == State.IN_FLIGHT)) {
      throw QueueErrors.invalidParameter("ReceiptHandle", text, "The receipt handle has expired.");
    }
  }

  /**
   * Only a message in flight can have its visibility changed; in a standard queue the latest handle
   * of a message can also hide it again after its visibility timeout has ended.
   */
  static void checkChangeable(
      QueueRecord queue, String text, ReceiptHandle handle, StoredMessage message) {
    if (message == null) {
      throw QueueErrors.invalidParameter(
          "ReceiptHandle",
          text,
          "Message does not exist or is not available for visibility timeout change.");
    }
    checkNotExpired(queue, text, handle, message);
    if (message.state != State.IN_FLIGHT && handle.receive() != message.receivesHere()) {
      throw SqsErrors.messageNotInflight("The specified message isn't in flight.");
    }
  }

  /** A message is hidden for at most 12 hours after it was received. */
  static void checkTotal(Delivery delivery, int seconds, long nowMillis) {
    long hiddenMillis = nowMillis - delivery.lastReceivedMillis() + seconds * 1000L;
    if (hiddenMillis > Quotas.VISIBILITY_TIMEOUT_SECONDS * 1000L) {
      throw QueueErrors.invalidParameter(
          "VisibilityTimeout",
          seconds,
          "Total VisibilityTimeout for the message is beyond the limit ["
              + Quotas.VISIBILITY_TIMEOUT_SECONDS
              + " seconds]");
    }
  }
}
