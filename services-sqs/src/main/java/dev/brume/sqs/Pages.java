package dev.brume.sqs;

import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists of queues, a page at a time. Without MaxResults there is one page of up to 1,000 queues,
 * and no word of what is left.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html">ListQueues</a>
 */
final class Pages {
  private static final int MAX_RESULTS = 1_000;

  /** Tells a token from any other text. */
  private static final String TOKEN_MARK = "after:";

  private Pages() {}

  /**
   * A page.
   *
   * @param queues its queues
   * @param nextToken null where it is the last
   */
  record Page(List<Queue> queues, String nextToken) {}

  /** The first queues of those after the token. */
  static Page take(Stream<Queue> queues, Integer maxResults) {
    int count = maxResults == null ? MAX_RESULTS : checked(maxResults);
    List<Queue> found = queues.limit(count + 1L).toList();
    if (found.size() <= count) {
      return new Page(found, null);
    }
    List<Queue> page = found.subList(0, count);
    return new Page(page, maxResults == null ? null : token(page.get(count - 1)));
  }

  private static int checked(int maxResults) {
    return SqsRefusals.requireBetween(
        "MaxResults", maxResults, 1, MAX_RESULTS, "Must be between 1 and 1000, if provided.");
  }

  private static String token(Queue last) {
    byte[] place = (TOKEN_MARK + last.settings().name()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(place);
  }

  /** The name of the last queue of the page before; "" where there was none. */
  static String after(String token) {
    if (token == null) {
      return "";
    }
    String place;
    try {
      place = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      place = token;
    }
    if (!place.startsWith(TOKEN_MARK)) {
      throw SqsErrors.invalidParameterValueException("Invalid or expired next token.");
    }
    return place.substring(TOKEN_MARK.length());
  }
}
