package dev.brume.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What functions say of the records of a batch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">
 *     Implementing partial batch responses</a>
 */
class BatchReportTest {
  private static final Set<String> BATCH = Set.of("1", "2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void nothingHasFailed(String answer) {
    assertThat(QueueEvents.failed(answer, BATCH)).isEmpty();
  }

  @Test
  void thoseThatAreNamedHaveFailed() {
    assertThat(QueueEvents.failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}", BATCH))
        .containsExactly("2");
  }

  /** That failures which are no list are an invalid response is taken from "invalid JSON". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "\"text\"",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"other\":\"2\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}",
        "{\"batchItemFailures\":[\"2\"]}",
        "{\"batchItemFailures\":\"2\"}",
        "{\"batchItemFailures\":{}}"
      })
  void anInvalidReportFailsAll(String answer) {
    assertThat(QueueEvents.failed(answer, BATCH)).isEqualTo(BATCH);
  }
}
