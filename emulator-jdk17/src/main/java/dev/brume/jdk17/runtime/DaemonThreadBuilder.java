package dev.brume.jdk17.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Builds daemons of the operating system's threads, where Java has no virtual ones. */
final class DaemonThreadBuilder implements ThreadBuilder {
  private String prefix = "";
  private AtomicLong counter;

  @Override
  public ThreadBuilder name(String name) {
    prefix = name;
    counter = null;
    return this;
  }

  @Override
  public ThreadBuilder name(String newPrefix, long start) {
    prefix = newPrefix;
    counter = new AtomicLong(start);
    return this;
  }

  @Override
  public Thread unstarted(Runnable task) {
    String name = counter == null ? prefix : prefix + counter.getAndIncrement();
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Thread start(Runnable task) {
    Thread thread = unstarted(task);
    thread.start();
    return thread;
  }

  @Override
  public ThreadFactory factory() {
    return this::unstarted;
  }
}
