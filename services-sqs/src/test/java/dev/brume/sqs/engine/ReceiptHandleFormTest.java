package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * What a receipt handle says is what went in. The form is the engine's own; that handles are opaque
 * is AWS's word.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html">Queue
 *     and message identifiers</a>
 */
class ReceiptHandleFormTest {
  @Property(tries = 200)
  void saysWhatWentIn(
      @ForAll @LongRange(min = 1) long ordinal,
      @ForAll @LongRange(min = 1, max = Integer.MAX_VALUE) long receive,
      @ForAll long identity) {
    ReceiptHandle handle =
        new ReceiptHandle(String.format("%016x", identity), ordinal, (int) receive);

    assertThat(ReceiptHandle.parse(handle.text())).contains(handle);
  }

  @Property(tries = 200)
  void anyOtherTextIsNone(@ForAll String text) {
    assertThat(ReceiptHandle.parse(text)).isEmpty();
  }
}
