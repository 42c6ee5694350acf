package dev.brume.core.admin;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The stage that the server's start has reached, and the results of the scripts of each stage. */
public final class InitStages {
  private final Set<Stage> completed = EnumSet.noneOf(Stage.class);
  private final List<Script> scripts = new ArrayList<>();

  /** The stages in order, each with a folder of scripts. */
  public enum Stage {
    BOOT,
    START,
    READY,
    SHUTDOWN;

    /** The stage called {@code name} in any case. */
    public static Optional<Stage> named(String name) {
      for (Stage stage : values()) {
        if (stage.name().equals(name.toUpperCase(Locale.ROOT))) {
          return Optional.of(stage);
        }
      }
      return Optional.empty();
    }
  }

  /** What became of a script. */
  public enum State {
    UNKNOWN,
    RUNNING,
    SUCCESSFUL,
    ERROR
  }

  /**
   * A script.
   *
   * @param stage when it runs
   * @param name its file name
   * @param state what became of it
   */
  public record Script(Stage stage, String name, State state) {}

  /** Notes a script, or what became of it. */
  public synchronized void note(Stage stage, String name, State state) {
    Script noted = new Script(stage, name, state);
    for (int i = 0; i < scripts.size(); i++) {
      if (scripts.get(i).stage() == stage && scripts.get(i).name().equals(name)) {
        scripts.set(i, noted);
        return;
      }
    }
    scripts.add(noted);
  }

  /** Notes that all scripts of a stage have run. */
  public synchronized void complete(Stage stage) {
    completed.add(stage);
  }

  public synchronized boolean isCompleted(Stage stage) {
    return completed.contains(stage);
  }

  /** The scripts in the order in which they run. */
  public synchronized List<Script> scripts() {
    return List.copyOf(scripts);
  }
}
