package dev.brume.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is. */
public final class BrumeVersion {
  private BrumeVersion() {}

  /** The version recorded by the build, such as {@code 5.0.0}. */
  public static String current() {
    Properties build = new Properties();
    try (InputStream stream = BrumeVersion.class.getResourceAsStream("build.properties")) {
      build.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
