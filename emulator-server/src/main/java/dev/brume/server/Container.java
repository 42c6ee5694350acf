package dev.brume.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** Detects whether this process runs in a container, by the files that Docker and Podman create. */
final class Container {
  private Container() {}

  static boolean isAround() {
    return Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
  }
}
