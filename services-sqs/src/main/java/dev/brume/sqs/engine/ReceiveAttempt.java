package dev.brume.sqs.engine;

import java.util.List;

/**
 * What a receive with an attempt id returned, so that a retry gets the same.
 *
 * @param receivedMillis when it was first made
 * @param visibleAtMillis until when its messages are invisible; another value in a delivery means
 *     that the message was modified
 * @param ordinals its messages, in order
 */
public record ReceiveAttempt(long receivedMillis, long visibleAtMillis, List<Long> ordinals) {
  public ReceiveAttempt {
    ordinals = List.copyOf(ordinals);
  }
}
