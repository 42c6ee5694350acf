package dev.brume.kinesis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Hash keys and their division.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards,
 *     whose example shows the three shards of a new stream</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1321#appendix-A.5">RFC 1321, test suite</a>
 */
class KeySpanTest {
  @Test
  void divideTheRangeAsAwsDoes() {
    List<KeySpan> spans = KeySpan.divide(3);
    assertThat(spans.get(0).from()).hasToString("0");
    assertThat(spans.get(0).to()).hasToString("113427455640312821154458202477256070484");
    assertThat(spans.get(1).from()).hasToString("113427455640312821154458202477256070485");
    assertThat(spans.get(1).to()).hasToString("226854911280625642308916404954512140969");
    assertThat(spans.get(2).from()).hasToString("226854911280625642308916404954512140970");
    assertThat(spans.get(2).to()).hasToString("340282366920938463463374607431768211455");
  }

  @Test
  void followEachOtherWithoutGaps() {
    List<KeySpan> spans = KeySpan.divide(97);
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i - 1).isFollowedBy(spans.get(i))).isTrue();
      assertThat(spans.get(i - 1).overlaps(spans.get(i))).isFalse();
    }
    assertThat(spans.getLast().isFollowedBy(spans.getFirst())).isFalse();
  }

  @Test
  void arePlacesOfPartitionKeys() {
    assertThat(HashKey.ofPartitionKey("a").value().toString(16))
        .isEqualTo("cc175b9c0f1b6a831c399e269772661");
    assertThat(HashKey.ofDecimal("340282366920938463463374607431768211455")).isEqualTo(HashKey.MAX);
    assertThat(HashKey.ofDecimal("340282366920938463463374607431768211456")).isNull();
    assertThat(HashKey.MAX.previous().next()).isEqualTo(HashKey.MAX);
  }
}
