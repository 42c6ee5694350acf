package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source of truth: {@link HashMap}, which {@link MessagesByOrdinal} takes the place of. */
class MessagesByOrdinalTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 100, 5_000})
  void holdsWhatAMapHolds(int alive) {
    Random random = new Random(alive);
    MessagesByOrdinal messages = new MessagesByOrdinal();
    Map<Long, StoredMessage> model = new HashMap<>();
    long next = 0;
    for (int step = 0; step < 30_000; step++) {
      if (random.nextInt(alive) >= model.size() / 2) {
        long ordinal = random.nextInt(50) == 0 ? next << 31 : next++;
        StoredMessage message = new StoredMessage(ordinal, null, null);
        messages.put(message);
        model.put(ordinal, message);
      } else {
        long ordinal = Math.max(0, next - random.nextInt(2 * alive));
        messages.remove(ordinal);
        model.remove(ordinal);
      }
      long looked = Math.max(0, next - random.nextInt(2 * alive));
      assertThat(messages.get(looked)).isSameAs(model.get(looked));
      assertThat(messages.size()).isEqualTo(model.size());
    }
    assertThat(messages.all()).containsExactlyInAnyOrderElementsOf(model.values());
    messages.clear();
    assertThat(messages.all()).isEmpty();
  }

  /** A queue is emptied from its front; a removal must not look at all that is behind. */
  @Test
  @Timeout(10)
  void aRowIsRemovedFromItsFront() {
    MessagesByOrdinal messages = new MessagesByOrdinal();
    for (long ordinal = 0; ordinal < 500_000; ordinal++) {
      messages.put(new StoredMessage(ordinal, null, null));
    }
    for (long ordinal = 0; ordinal < 500_000; ordinal++) {
      messages.remove(ordinal);
    }
    assertThat(messages.size()).isZero();
  }
}
