package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron
 *     expressions</a>
 */
class CronScheduleTest {
  private static final Instant THURSDAY = Instant.parse("2026-01-01T08:30:00Z");

  private static Instant next(String fields, Instant after) {
    return Instant.ofEpochMilli(
        CronSchedule.parse(fields).orElseThrow().next(after.toEpochMilli()).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0 10 * * ? *, 2026-01-01T10:00:00Z",
    "15 12 * * ? *, 2026-01-01T12:15:00Z",
    "0 18 ? * MON-FRI *, 2026-01-01T18:00:00Z",
    "0 8 1 * ? *, 2026-02-01T08:00:00Z",
    "0/15 * * * ? *, 2026-01-01T08:45:00Z",
    "0 8 ? * 2 *, 2026-01-05T08:00:00Z",
    "0 8 ? * 5#2 *, 2026-01-08T08:00:00Z",
    "0 8 ? * FRIL *, 2026-01-30T08:00:00Z",
    "0 8 L * ? *, 2026-01-31T08:00:00Z",
    "0 8 3W * ? *, 2026-01-02T08:00:00Z",
    "0 8 ? * L *, 2026-01-03T08:00:00Z",
    "0 8 29 FEB ? *, 2028-02-29T08:00:00Z",
    "0 0/6 * * ? *, 2026-01-01T12:00:00Z",
    "0 8 1 1 ? 2030, 2030-01-01T08:00:00Z"
  })
  void comeInUtc(String fields, Instant expected) {
    assertThat(next(fields, THURSDAY)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 10 * * *",
        "0 10 * * * *",
        "0 10 ? * ? *",
        "60 10 * * ? *",
        "0 24 * * ? *",
        "0 10 32 * ? *",
        "0 10 ? * 8 *",
        "0 10 ? * MON#6 *",
        "a 10 * * ? *",
        "0 10 5-1 * ? *",
        "0/0 10 * * ? *",
        "0 10 99999999999 * ? *"
      })
  void areRefused(String fields) {
    assertThat(CronSchedule.parse(fields)).isEmpty();
  }

  @Test
  void endAfterTheLastYear() {
    assertThat(CronSchedule.parse("0 8 1 1 ? 2020").orElseThrow().next(THURSDAY.toEpochMilli()))
        .isEmpty();
  }
}
