package dev.brume.core.gateway;

/**
 * Is called after each response of a service, refusals included. Called where the answer is about
 * to be sent, outside of the store's sections, on the thread that has it: it must not block.
 */
@FunctionalInterface
public interface ResponseListener {
  void answered(CompletedRequest completedRequest);
}
