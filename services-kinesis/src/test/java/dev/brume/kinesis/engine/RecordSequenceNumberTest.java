package dev.brume.kinesis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Sequence numbers. AWS does not document their form; the numbers here are AWS's own, from public
 * reports that tell of their shards.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-client/issues/391">Amazon Kinesis Client,
 *     issue 391</a>
 * @see <a href="https://github.com/elastic/helm-charts/issues/1659">Elastic's charts, issue
 *     1659</a>
 */
class RecordSequenceNumberTest {
  private static final String OF_SHARD_401 =
      "49588160223248606261076875455806734688981848970781268242";
  private static final String OF_SHARD_0 =
      "49629634598228923384296766558693603250810567226740965378";

  @Test
  void tellTheirShards() {
    assertThat(RecordSequenceNumber.parse(OF_SHARD_401).shard()).isEqualTo(401);
    assertThat(RecordSequenceNumber.parse(OF_SHARD_0).shard()).isZero();
    assertThat(
            RecordSequenceNumber.parse("49588160317469254724868758295577415592252907054528732194")
                .shard())
        .isEqualTo(450);
  }

  /** The checkpoint was reported on 2018-09-11. */
  @Test
  void tellWhenTheyWereGiven() {
    long seconds = RecordSequenceNumber.parse(OF_SHARD_401).seconds();
    assertThat(Instant.ofEpochSecond(seconds).toString()).startsWith("2018-09-1");
  }

  @Test
  void areWrittenAsTheyAreRead() {
    RecordSequenceNumber number =
        new RecordSequenceNumber(1_700_000_000, 17, 1 << 20, 1_700_000_001);
    assertThat(number.toString()).hasSize(56);
    assertThat(RecordSequenceNumber.parse(number.toString())).isEqualTo(number);
    RecordSequenceNumber last =
        new RecordSequenceNumber(1_700_000_000, 17, RecordSequenceNumber.LAST_INDEX, 1_700_000_009);
    assertThat(RecordSequenceNumber.parse(last.toString())).isEqualTo(last);
    assertThat(RecordSequenceNumber.parse(OF_SHARD_401)).hasToString(OF_SHARD_401);
    assertThat(RecordSequenceNumber.parse(OF_SHARD_0)).hasToString(OF_SHARD_0);
  }

  @Test
  void growWithThePlaceAndFromParentToChild() {
    String first = new RecordSequenceNumber(1_700_000_000, 3, 1, 1_700_000_500).toString();
    String second = new RecordSequenceNumber(1_700_000_000, 3, 2, 1_700_000_400).toString();
    String end =
        new RecordSequenceNumber(1_700_000_000, 3, RecordSequenceNumber.LAST_INDEX, 1_700_000_600)
            .toString();
    String child = new RecordSequenceNumber(1_700_000_601, 4, 0, 1_700_000_601).toString();
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(end);
    assertThat(end).isLessThan(child);
  }

  @Test
  void areNotAnyNumbers() {
    assertThat(RecordSequenceNumber.parse("0")).isNull();
    assertThat(RecordSequenceNumber.parse("1".repeat(128))).isNull();
    assertThat(RecordSequenceNumber.parse("1".repeat(56))).isNull();
  }
}
