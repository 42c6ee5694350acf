package dev.brume.lambda.runtime;

import dev.brume.core.scope.Scope;
import java.util.List;

/** Where the output of functions goes. Called on threads that may wait. */
@FunctionalInterface
public interface LogSink {
  /** Drops everything. */
  LogSink NONE = (scope, group, stream, messages) -> {};

  /**
   * Takes messages.
   *
   * @param group the log group
   * @param stream the log stream
   * @param messages in their order
   */
  void write(Scope scope, String group, String stream, List<String> messages);
}
