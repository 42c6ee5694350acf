package dev.brume.core.admin;

/** The server's process, as far as it can be controlled: shut down, restart. */
public interface ServerProcess {
  /** Does nothing: for servers inside somebody else's process. */
  ServerProcess EMBEDDED = () -> {};

  /** Stops serving soon after this returns. */
  void kill();
}
