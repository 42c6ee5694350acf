package dev.brume.core.protocol.event;

import dev.brume.core.protocol.MalformedValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits a stream of bytes, however it is fragmented, into messages. It only holds received bytes:
 * an announced length takes no memory.
 */
final class EventMessageParser {
  private byte[] pending = new byte[256];
  private int length;

  /** The length of the pending message; -1 until its prelude has arrived. */
  private int expected = -1;

  /**
   * Adds bytes, and passes on the messages that they complete.
   *
   * @throws MalformedValue if a message is malformed; nothing more can be read then
   */
  void feed(ByteBuffer bytes, Consumer<EventMessage> messages) {
    while (bytes.hasRemaining()) {
      int wanted = expected < 0 ? EventMessage.PRELUDE_BYTES : expected;
      take(bytes, Math.min(wanted - length, bytes.remaining()));
      if (length < wanted) {
        return;
      }
      if (expected < 0) {
        expected = EventMessage.checkPrelude(Arrays.copyOf(pending, length));
      }
      if (length == expected) {
        messages.accept(EventMessage.of(Arrays.copyOf(pending, length)));
        length = 0;
        expected = -1;
      }
    }
  }

  private void take(ByteBuffer bytes, int count) {
    if (length + count > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(2 * pending.length, length + count));
    }
    bytes.get(pending, length, count);
    length += count;
  }

  /**
   * Signals the end of the bytes.
   *
   * @throws MalformedValue if a message is incomplete
   */
  void finish() {
    if (length > 0) {
      throw new MalformedValue("The last event is cut off");
    }
  }
}
