package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source of truth: {@link HashMap}, which {@link HashedEntries} takes the place of. */
class HashedEntriesTest {
  private static final int STEPS = 20_000;

  private static <K extends Comparable<K>> Map<K, Object> shown(HashedEntries<K> entries) {
    Map<K, Object> shown = new HashMap<>();
    entries.forEach((key, value) -> assertThat(shown.put(key, value)).isNull());
    return shown;
  }

  private static <K extends Comparable<K>> void compare(long seed, IntFunction<K> key, int keys) {
    Random random = new Random(seed);
    HashedEntries<K> entries = new HashedEntries<>();
    Map<K, Object> model = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      K one = key.apply(random.nextInt(keys));
      if (random.nextInt(5) < 2) {
        assertThat(entries.remove(one)).isEqualTo(model.remove(one));
      } else {
        assertThat(entries.put(one, step)).isEqualTo(model.put(one, step));
      }
      K other = key.apply(random.nextInt(keys));
      assertThat(entries.get(other)).isEqualTo(model.get(other));
      assertThat(entries.size()).isEqualTo(model.size());
      if (step % (STEPS / 4) == 0) {
        assertThat(shown(entries)).isEqualTo(model);
      }
    }
    entries.replaceAll((k, value) -> value + "!");
    model.replaceAll((k, value) -> value + "!");
    assertThat(shown(entries)).isEqualTo(model);
    model.keySet().forEach(entries::remove);
    assertThat(entries.size()).isZero();
    assertThat(shown(entries)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatAMapHolds(long seed) {
    compare(seed, Long::valueOf, 50);
    compare(seed, Long::valueOf, 5_000);
    compare(seed, i -> "key " + i, 3_000);
    compare(seed, i -> (1_700_000_000_000L + i) << 12, 3_000);
    compare(seed, i -> 1_700_000_000_000L << 20 | i, 3_000);
  }

  /** Keys with the same hash code: two characters each that have the same weight. */
  private static String colliding(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 14; bit++) {
      key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  @Test
  void keysThatCollideAreHeldToo() {
    assertThat(colliding(1)).hasSameHashCodeAs(colliding(8_191));
    compare(4, HashedEntriesTest::colliding, 8_192);
  }

  @Test
  @Timeout(10)
  void keysThatCollideCostNoMoreThanInATree() {
    HashedEntries<String> entries = new HashedEntries<>();
    for (int i = 0; i < 16_384; i++) {
      entries.put(colliding(i), i);
      entries.get(colliding(i / 2));
    }
    assertThat(entries.size()).isEqualTo(16_384);
  }

  /** Entries are often removed in the order of their adding; none must look at all behind it. */
  @Test
  @Timeout(10)
  void aRowIsRemovedFromItsFront() {
    HashedEntries<Long> entries = new HashedEntries<>();
    for (long key = 0; key < 500_000; key++) {
      entries.put(key, key);
    }
    for (long key = 0; key < 500_000; key++) {
      entries.remove(key);
    }
    assertThat(entries.size()).isZero();
  }

  @Test
  void valuesAreExchangedWhereTheyAreStillTheSame() {
    HashedEntries<Long> entries = new HashedEntries<>();
    entries.exchange(1L, "a", "b");
    entries.put(1L, "a");
    entries.exchange(1L, "other", "b");
    assertThat(entries.get(1L)).isEqualTo("a");
    entries.exchange(1L, "a", "b");
    assertThat(entries.get(1L)).isEqualTo("b");
    entries.clear();
    assertThat(entries.get(1L)).isNull();
  }

  @Test
  void aChangeWhileEntriesAreShownIsToldOf() {
    HashedEntries<Long> entries = new HashedEntries<>();
    entries.put(1L, "a");
    entries.put(2L, "b");
    assertThatThrownBy(() -> entries.forEach((key, value) -> entries.remove(key)))
        .isInstanceOf(ConcurrentModificationException.class);
  }
}
