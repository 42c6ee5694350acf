package dev.brume.core.port;

/** A pending notification, delivered once, without a blocked thread. */
@FunctionalInterface
public interface Wakeup extends AutoCloseable {
  /** Cancels it; does nothing if it was delivered. */
  @Override
  void close();
}
