package dev.brume.logs;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.logs.engine.LogGroupRecord;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.export.ExportRuns;
import java.util.function.BiFunction;

/** Finds the groups that requests name. */
public final class LogGroupFinder {
  private final Store store;
  private final RootSpec<LogsRegion> spec;

  LogGroupFinder(Surroundings surroundings) {
    store = surroundings.store();
    spec = LogsRegion.spec(surroundings, new ExportRuns(this, surroundings));
  }

  /** Opens the stored regions, so that deliveries continue. */
  void resume() {
    store.openRoots(spec);
  }

  /** The log groups of an account in a region. */
  public LogsRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /** Runs a short step with a group, under the lock; ResourceNotFoundException if there is none. */
  public <T> T with(Scope scope, String name, BiFunction<LogsRegion, LogGroupRecord, T> step) {
    LogsRegion region = region(scope);
    return region.call(
        () -> {
          LogGroupRecord group = region.find(name);
          if (group == null) {
            throw LogsRefusals.noGroup();
          }
          return step.apply(region, group);
        });
  }

  /**
   * The group name from a request's two alternative members: "You must include either
   * logGroupIdentifier or logGroupName, but not both."
   *
   * @param identifier a name, or an ARN without a trailing {@code :*}
   */
  public static String name(Scope caller, String name, String identifier) {
    if ((name == null) == (identifier == null)) {
      throw LogsRefusals.invalid(
          "You must include either logGroupIdentifier or logGroupName, but not both.");
    }
    if (name != null) {
      return name;
    }
    return identifier.startsWith("arn:") ? nameOfArn(caller, identifier) : identifier;
  }

  /** The name in an ARN of a group of the caller; others have no groups that it can reach. */
  public static String nameOfArn(Scope caller, String text) {
    String prefix = LogsRegion.arn(caller, "");
    if (Arn.parse(text).isEmpty()) {
      throw LogsRefusals.invalid("The specified ARN is invalid.");
    }
    if (!text.startsWith(prefix)) {
      throw LogsRefusals.noGroup();
    }
    return text.substring(prefix.length());
  }
}
