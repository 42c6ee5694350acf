package dev.brume.core.port;

import dev.brume.core.scope.Scope;
import java.util.List;

/** Where the output of functions goes. Called on threads that may wait, under no lock. */
@FunctionalInterface
public interface FunctionLogs {
  /**
   * Takes messages, each of which becomes an event of the present.
   *
   * @param scope account and region of the function
   * @param group the log group; made where it is not there
   * @param stream the log stream; made where it is not there
   * @param messages in their order
   */
  void write(Scope scope, String group, String stream, List<String> messages);
}
