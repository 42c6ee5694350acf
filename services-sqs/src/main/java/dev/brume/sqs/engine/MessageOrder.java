package dev.brume.sqs.engine;

import java.util.HashMap;
import java.util.Map;

/** Determines the next message that a queue delivers. */
abstract class MessageOrder {
  private final Map<String, MessageGroup> groups = new HashMap<>();

  /** Takes in a message in its present state. */
  final void enter(StoredMessage message) {
    MessageGroup group =
        groups.computeIfAbsent(message.message.messageGroupId(), MessageGroup::new);
    message.group = group;
    // Out of its heap first: the order of groups hangs on what changes now.
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

  /** Lets go of a message, which is still in the state that it entered with. */
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

  /** Whether it matters which of a group's messages in flight is the earliest. */
  abstract boolean ordersInFlight();

  /** Whether a message that is not in flight stands in its group's backlog. */
  abstract boolean waitsInBacklog(StoredMessage message);

  /** The heap in which the group waits for its turn, or null. */
  abstract IndexedHeap<MessageGroup> heapOf(MessageGroup group);

  /**
   * The message to hand out, or null.
   *
   * @param former the group that the same receive has just taken from, or null
   */
  abstract StoredMessage next(MessageGroup former);
}
