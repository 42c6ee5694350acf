package dev.brume.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Source of truth: the contract of {@link Ids}; RFC 9562, section 5.4, for the form of version 4
 * UUIDs.
 */
class SeededIdsTest {
  @Test
  void theSameSeedGivesTheSameIds() {
    assertThat(new SeededIds(7).uuid()).isEqualTo(new SeededIds(7).uuid());
    assertThat(new SeededIds(7).uuid()).isNotEqualTo(new SeededIds(8).uuid());
  }

  @Test
  void uuidsAreOfVersion4AndDistinct() {
    SeededIds ids = new SeededIds(1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = ids.uuid();
      UUID parsed = UUID.fromString(id);
      assertThat(parsed).hasToString(id);
      assertThat(parsed.version()).isEqualTo(4);
      assertThat(parsed.variant()).isEqualTo(2);
      assertThat(seen.add(id)).isTrue();
    }
  }

  @Test
  void numbersStayBelowTheirBoundAndReachAllOfThem() {
    SeededIds ids = new SeededIds(2);
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(ids.number(5));
    }
    assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
  }
}
