package dev.brume.core.port;

/** Somebody waits for something to come, once, without a thread. */
@FunctionalInterface
public interface Wakeup extends AutoCloseable {
  /** Gives up waiting; does nothing where it has come already. */
  @Override
  void close();
}
