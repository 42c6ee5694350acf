package dev.brume.sqs.engine;

/**
 * First in, first out within each group: a message waits while an earlier one of its group is in
 * flight or delayed; later ones in flight do not block it. The group whose first message has been
 * available longest is next; one receive takes as many messages as possible from the same group.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 */
final class FifoMessageOrder extends MessageOrder {
  private final MessageGroup.ByAvailability unblocked = new MessageGroup.ByAvailability();

  @Override
  boolean ordersInFlight() {
    return true;
  }

  @Override
  boolean waitsInBacklog(StoredMessage message) {
    return true;
  }

  @Override
  IndexedHeap<MessageGroup> heapOf(MessageGroup group) {
    StoredMessage head = group.backlog.head();
    if (head == null || head.state != StoredMessage.State.VISIBLE) {
      return null;
    }
    StoredMessage received = group.received.head();
    return received != null && received.ordinal < head.ordinal ? null : unblocked;
  }

  @Override
  StoredMessage next(MessageGroup former) {
    if (former != null && former.heap == unblocked) {
      return former.backlog.head();
    }
    MessageGroup group = unblocked.head();
    return group == null ? null : group.backlog.head();
  }
}
