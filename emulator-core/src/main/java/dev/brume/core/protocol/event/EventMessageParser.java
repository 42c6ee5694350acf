package dev.brume.core.protocol.event;

import dev.brume.core.protocol.MalformedValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes, however it is split, into messages. It holds no more than the bytes that
 * came: a length that is announced takes no memory yet.
 */
final class EventMessageParser {
  private byte[] pending = new byte[256];
  private int length;

  /** How long the pending message is; -1 until its prelude is there. */
  private int expected = -1;

  /**
   * Takes more bytes, and hands on the messages that they complete.
   *
   * @throws MalformedValue where a message is broken; nothing more can be read then
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
   * Says that no more bytes will come.
   *
   * @throws MalformedValue where a message has begun and not ended
   */
  void finish() {
    if (length > 0) {
      throw new MalformedValue("The last event is cut off");
    }
  }
}
