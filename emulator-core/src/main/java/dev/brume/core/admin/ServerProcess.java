package dev.brume.core.admin;

/** The process that serves, as far as it can be told what to do. */
public interface ServerProcess {
  /** Does nothing: for servers inside somebody else's process. */
  ServerProcess EMBEDDED = () -> {};

  /** Stops serving soon after this returns. */
  void kill();
}
