package dev.brume.core.admin;

/** Controls the server's process: shutdown and restart. */
public interface ServerProcess {
  /** Does nothing: for servers embedded in another process. */
  ServerProcess EMBEDDED = () -> {};

  /** Stops serving soon after this returns. */
  void kill();
}
