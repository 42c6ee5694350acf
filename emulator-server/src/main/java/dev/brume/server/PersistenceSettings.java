package dev.brume.server;

import dev.brume.core.state.Persistence;
import dev.brume.core.state.Persistence.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads from the environment whether, where and how the state is persisted. */
final class PersistenceSettings {
  /** LocalStack's volume. */
  private static final Path VOLUME = Path.of("/var/lib/localstack");

  /** LocalStack's default interval for scheduled saves. */
  private static final Duration SCHEDULE = Duration.ofSeconds(15);

  private PersistenceSettings() {}

  /**
   * The configured persistence.
   *
   * @return null for none
   * @throws UsageException if a value is invalid
   */
  static Persistence of(Environment environment, List<String> warnings) {
    String wanted = environment.text("PERSISTENCE");
    if (wanted == null || environment.isFalse("PERSISTENCE")) {
      of(environment, directory(environment), new ArrayList<>()); // only to check the others
      return null;
    }
    return of(environment, directory(environment).toAbsolutePath(), warnings);
  }

  /** As configured, but on, and in {@code directory}. */
  static Persistence of(Environment environment, Path directory, List<String> warnings) {
    Duration interval = interval(environment);
    warnAboutLoading(environment, warnings);
    return new Persistence(
        directory, mode(environment, warnings), interval, environment.isOn("PERSISTENCE_SYNC"));
  }

  private static Path directory(Environment environment) {
    String directory = environment.text("DATA_DIR");
    if (directory != null) {
      return Path.of(directory);
    }
    return Files.isDirectory(VOLUME)
        ? VOLUME.resolve("state")
        : Path.of(System.getProperty("user.home"), ".brume", "state");
  }

  private static Mode mode(Environment environment, List<String> warnings) {
    String wanted = environment.text("PERSISTENCE");
    if (wanted != null) {
      switch (wanted.toLowerCase(Locale.ROOT)) {
        case "always" -> {
          return Mode.ALWAYS;
        }
        case "interval" -> {
          return Mode.INTERVAL;
        }
        case "1", "true", "0", "false" -> {}
        default ->
            throw new UsageException("PERSISTENCE is one of 1, 0, always, interval; not " + wanted);
      }
    }
    return modeOfLocalStack(environment, warnings);
  }

  private static Mode modeOfLocalStack(Environment environment, List<String> warnings) {
    String strategy = environment.text("SNAPSHOT_SAVE_STRATEGY");
    if (strategy == null) {
      return Mode.ALWAYS;
    }
    return switch (strategy.toUpperCase(Locale.ROOT)) {
      case "ON_REQUEST" -> Mode.ALWAYS;
      case "SCHEDULED", "ON_SHUTDOWN" -> Mode.INTERVAL;
      case "MANUAL" -> {
        warnings.add("SNAPSHOT_SAVE_STRATEGY=MANUAL is not supported: the state is saved unasked");
        yield Mode.INTERVAL;
      }
      default ->
          throw new UsageException(
              "SNAPSHOT_SAVE_STRATEGY is one of ON_REQUEST, ON_SHUTDOWN, SCHEDULED, MANUAL; not "
                  + strategy);
    };
  }

  private static Duration interval(Environment environment) {
    String seconds = environment.text("SNAPSHOT_FLUSH_INTERVAL");
    if (seconds == null) {
      return environment.text("SNAPSHOT_SAVE_STRATEGY") != null
          ? SCHEDULE
          : Persistence.DEFAULT_INTERVAL;
    }
    try {
      double value = Double.parseDouble(seconds);
      if (value > 0 && value <= Duration.ofDays(1).toSeconds()) {
        return Duration.ofMillis(Math.max(1, Math.round(value * 1000)));
      }
    } catch (NumberFormatException e) {
      // Refused below, like numbers out of range.
    }
    throw new UsageException("SNAPSHOT_FLUSH_INTERVAL is a number of seconds, not " + seconds);
  }

  private static void warnAboutLoading(Environment environment, List<String> warnings) {
    String strategy = environment.text("SNAPSHOT_LOAD_STRATEGY");
    if (strategy == null) {
      return;
    }
    switch (strategy.toUpperCase(Locale.ROOT)) {
      case "ON_STARTUP", "ON_REQUEST" -> {}
      case "MANUAL" ->
          warnings.add(
              "SNAPSHOT_LOAD_STRATEGY=MANUAL is not supported: the state is loaded at start");
      default ->
          throw new UsageException(
              "SNAPSHOT_LOAD_STRATEGY is one of ON_STARTUP, ON_REQUEST, MANUAL; not " + strategy);
    }
  }

  /** {@code always}, or {@code interval} with its seconds. */
  static String nameOf(Persistence persistence) {
    return persistence.mode() == Mode.ALWAYS
        ? "always"
        : "interval of " + persistence.interval().toMillis() / 1000.0 + " s";
  }
}
