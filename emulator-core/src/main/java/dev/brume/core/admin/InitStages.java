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

    /** The stage with the name {@code name}, ignoring case. */
    public static Optional<Stage> named(String name) {
      for (Stage stage : values()) {
        if (stage.name().equals(name.toUpperCase(Locale.ROOT))) {
          return Optional.of(stage);
        }
      }
      return Optional.empty();
    }
  }

  /** The state of a script. */
  public enum State {
    UNKNOWN,
    RUNNING,
    SUCCESSFUL,
    ERROR
  }

  /**
   * A script.
   *
   * @param stage the stage in which it runs
   * @param name its file name
   * @param state its result
   */
  public record Script(Stage stage, String name, State state) {}

  /** Records a script, or its result. */
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

  /** Records that all scripts of a stage have run. */
  public synchronized void complete(Stage stage) {
    completed.add(stage);
  }

  public synchronized boolean isCompleted(Stage stage) {
    return completed.contains(stage);
  }

  /** The scripts in execution order. */
  public synchronized List<Script> scripts() {
    return List.copyOf(scripts);
  }
}
