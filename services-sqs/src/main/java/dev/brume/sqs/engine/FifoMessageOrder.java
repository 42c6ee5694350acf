package dev.brume.sqs.engine;

/**
 * First in, first out within each message group. A group waits while any of its messages is in
 * flight, and while its first message is delayed. The group whose first message is the oldest has
 * its turn; one receive takes as many messages as it can from the same group.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 */
final class FifoMessageOrder extends MessageOrder {
  private final MessageGroup.ByHead unblocked = new MessageGroup.ByHead();

  @Override
  boolean waitsInBacklog(StoredMessage message) {
    return true;
  }

  @Override
  IndexedHeap<MessageGroup> heapOf(MessageGroup group) {
    boolean blocked =
        group.inFlight > 0 || group.backlog.head().state != StoredMessage.State.VISIBLE;
    return blocked ? null : unblocked;
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
