package dev.brume.sqs.engine;

import java.util.HashMap;
import java.util.Map;

/** Determines the next message that a queue delivers. */
abstract class MessageOrder {
  private final Map<String, MessageGroup> groups = new HashMap<>();

  /** Adds a message in its present state. */
  final void enter(StoredMessage message) {
    MessageGroup group =
        groups.computeIfAbsent(message.message.messageGroupId(), MessageGroup::new);
    message.group = group;
    // Removed from its heap first: the order of groups depends on the following changes.
    group.moveTo(null);
    if (message.state == StoredMessage.State.IN_FLIGHT) {
      group.inFlight++;
      if (ordersInFlight()) {
        group.received.add(message);
      }
    } else if (waitsInBacklog(message)) {
      group.backlog.add(message);
    }
    settle(group);
  }

  /** Removes a message, which must still be in the state in which it was added. */
  final void leave(StoredMessage message) {
    MessageGroup group = message.group;
    message.group = null;
    group.moveTo(null);
    if (message.state == StoredMessage.State.IN_FLIGHT) {
      group.inFlight--;
      if (ordersInFlight()) {
        group.received.remove(message);
      }
    } else if (group.backlog.contains(message)) {
      group.backlog.remove(message);
    }
    settle(group);
  }

  private void settle(MessageGroup group) {
    if (group.isEmpty()) {
      groups.remove(group.id, group);
    } else {
      group.moveTo(heapOf(group));
    }
  }

  /** Whether the order of a group's messages in flight matters. */
  abstract boolean ordersInFlight();

  /** Whether a message that is not in flight is in its group's backlog. */
  abstract boolean waitsInBacklog(StoredMessage message);

  /** The heap in which the group waits, or null. */
  abstract IndexedHeap<MessageGroup> heapOf(MessageGroup group);

  /**
   * The next message to deliver, or null.
   *
   * @param former the group of the same receive's previous message, or null
   */
  abstract StoredMessage next(MessageGroup former);
}
