package dev.brume.sqs;

import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lists queues in pages. Without MaxResults the only page has up to 1,000 queues and no token.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html">ListQueues</a>
 */
final class QueueLists {
  private static final int MAX_RESULTS = 1_000;

  private QueueLists() {}

  /**
   * The page after a token.
   *
   * @param queuesAfter returns the queues after a name
   * @param filters the common parameters of all pages
   */
  static Page<Queue> page(
      String operation,
      String token,
      Integer maxResults,
      Function<String, Stream<Queue>> queuesAfter,
      Object... filters) {
    PageTokens tokens =
        PageTokens.of(
            "sqs",
            operation,
            () -> SqsErrors.invalidParameterValueException("Invalid or expired next token."),
            filters);
    String after = tokens.position(token);
    int limit = maxResults == null ? MAX_RESULTS : checked(maxResults);
    Page<Queue> page =
        tokens.page(queuesAfter.apply(after), limit, queue -> queue.settings().name());
    return maxResults == null ? new Page<>(page.elements(), null) : page;
  }

  private static int checked(int maxResults) {
    return SqsRefusals.requireBetween(
        "MaxResults", maxResults, 1, MAX_RESULTS, "Must be between 1 and 1000, if provided.");
  }
}
