package dev.brume.sqs.engine;

import java.util.function.IntSupplier;

/**
 * The oldest message first, except for noisy tenants, whose messages wait until no quiet tenant has
 * any (fair queues). A tenant, that is a message group, is noisy while more than 10 % of all
 * messages in flight and at least 30 are its own; among noisy tenants, the one with the fewest in
 * flight comes first. Messages without a group belong to no tenant and are never noisy.
 *
 * <p>AWS also counts a tenant's share of recent processing time, without saying how recent; that
 * measure is omitted. Noise only depends on the present state, so that a restored queue continues
 * the same way.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html">How
 *     fair queues work</a>
 */
final class StandardMessageOrder extends MessageOrder {
  private final MessageGroup.ByHead quiet = new MessageGroup.ByHead();
  private final MessageGroup.ByInFlight noisy = new MessageGroup.ByInFlight();
  private final IntSupplier inFlight;

  /** The order of a queue with {@code inFlight} messages in flight. */
  StandardMessageOrder(IntSupplier inFlight) {
    this.inFlight = inFlight;
  }

  @Override
  boolean ordersInFlight() {
    return false;
  }

  @Override
  boolean waitsInBacklog(StoredMessage message) {
    return message.state == StoredMessage.State.VISIBLE;
  }

  @Override
  IndexedHeap<MessageGroup> heapOf(MessageGroup group) {
    if (group.backlog.isEmpty()) {
      return null;
    }
    return isNoisy(group) ? noisy : quiet;
  }

  private boolean isNoisy(MessageGroup group) {
    return group.id != null
        && group.inFlight >= Quotas.NOISY_IN_FLIGHT
        && group.inFlight * Quotas.NOISY_SHARE_DIVISOR > inFlight.getAsInt();
  }

  @Override
  StoredMessage next(MessageGroup former) {
    // Shares depend on other tenants' messages, so both heads are evaluated again.
    while (!noisy.isEmpty() && !isNoisy(noisy.head())) {
      noisy.head().moveTo(quiet);
    }
    while (!quiet.isEmpty() && isNoisy(quiet.head())) {
      quiet.head().moveTo(noisy);
    }
    MessageGroup group = quiet.isEmpty() ? noisy.head() : quiet.head();
    return group == null ? null : group.backlog.head();
  }
}
