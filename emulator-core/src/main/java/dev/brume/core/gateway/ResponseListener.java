package dev.brume.core.gateway;

/**
 * Called for each response of a service, refusals included, just before it is sent: outside of the
 * store's sections, on the thread that sends it. It must not block.
 */
@FunctionalInterface
public interface ResponseListener {
  void answered(CompletedRequest completedRequest);
}
