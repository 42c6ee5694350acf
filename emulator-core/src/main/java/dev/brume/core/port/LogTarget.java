package dev.brume.core.port;

import dev.brume.core.scope.Scope;
import java.util.List;

/**
 * Log groups as other services write to them: the output of functions, how deliveries ended. Called
 * under no lock, in a section of the store or outside of one.
 */
@FunctionalInterface
public interface LogTarget {
  /**
   * Takes messages, each of which becomes an event of the present.
   *
   * @param scope account and region of what logs
   * @param group the log group; made where it is not there
   * @param stream the log stream; made where it is not there
   * @param messages in their order
   */
  void write(Scope scope, String group, String stream, List<String> messages);

  /** The log groups behind {@code ports}; takes messages nowhere in a world without any. */
  static LogTarget of(Ports ports) {
    return (scope, group, stream, messages) ->
        ports.look(LogTarget.class).ifPresent(logs -> logs.write(scope, group, stream, messages));
  }
}
