package dev.brume.sns.engine;

import java.util.concurrent.CompletionException;

/**
 * What an endpoint answered to a delivery.
 *
 * @param status an HTTP status; 0 where there was no answer
 * @param text the body of the answer, or why there was none; null where it is too long
 */
public record EndpointAnswer(int status, String text) {

  /** There was no answer. AWS does not publish in which words its logs say so. */
  static EndpointAnswer none(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new EndpointAnswer(0, cause.getClass().getSimpleName());
  }
}
