package dev.brume.server;

/** Sets up the log of the server's process; a program that embeds the emulator has its own. */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /** Call before anything is logged: the settings are read once. */
  static void setUp(String level) {
    set("defaultLogLevel", level);
    if (!level.equals("warn") && !level.equals("error")) {
      // Not by default: the formatter is a fifth of the time that the server takes to start.
      set("showDateTime", "true");
      set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS");
    }
    set("showThreadName", "false");
    set("showShortLogName", "true");
    // Netty's own debug output says nothing of what users do.
    set("log.io.netty", level.equals("trace") ? "debug" : "warn");
  }

  private static void set(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) {
      System.setProperty(PREFIX + name, value);
    }
  }
}
