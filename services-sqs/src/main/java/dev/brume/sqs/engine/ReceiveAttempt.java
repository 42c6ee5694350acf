package dev.brume.sqs.engine;

import java.util.List;

/**
 * The result of a receive with an attempt id, for its retries.
 *
 * @param receivedMillis when it was first called
 * @param visibleAtMillis when its messages become visible; another value in a delivery means that
 *     the message was modified
 * @param ordinals its messages, in order
 */
public record ReceiveAttempt(long receivedMillis, long visibleAtMillis, List<Long> ordinals) {
  public ReceiveAttempt {
    ordinals = List.copyOf(ordinals);
  }
}
