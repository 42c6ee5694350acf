package dev.brume.server;

/** Sets up the log of the server's process; a program that embeds the emulator has its own. */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /** Call before anything is logged: the settings are read once. */
  static void setUp(String level) {
    set("defaultLogLevel", level);
    if (!level.equals("warn") && !level.equals("error")) {
      // Off by default: the formatter takes a fifth of the server's start time.
      set("showDateTime", "true");
      set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS");
    }
    set("showThreadName", "false");
    set("showShortLogName", "true");
    // Netty's own debug output tells nothing about users' requests.
    set("log.io.netty", level.equals("trace") ? "debug" : "warn");
  }

  private static void set(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) {
      System.setProperty(PREFIX + name, value);
    }
  }
}
