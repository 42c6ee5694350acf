package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.concurrent.CompletionStage;

/**
 * Functions, for services that wait for the result of a call; services that do not wait deliver to
 * them (see {@link Deliveries}).
 */
public interface FunctionCalls {
  /**
   * Calls a function once. Called in a section of the store, with no lock held; processing of the
   * result needs a section of its own.
   *
   * @param event JSON
   * @return a stage that does not fail because of the function
   */
  CompletionStage<FunctionAnswer> call(Arn function, String event, Sender sender);
}
