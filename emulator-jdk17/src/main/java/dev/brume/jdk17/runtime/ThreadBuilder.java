package dev.brume.jdk17.runtime;

import java.util.concurrent.ThreadFactory;

/** Stands for {@code java.lang.Thread.Builder}; only what is called of it. */
public interface ThreadBuilder {
  /** Names the threads. */
  ThreadBuilder name(String name);

  /** Names each thread by a prefix and a number, from {@code start} on. */
  ThreadBuilder name(String prefix, long start);

  /** A thread that has not started. */
  Thread unstarted(Runnable task);

  /** A thread that runs. */
  Thread start(Runnable task);

  /** Makes threads of this kind. */
  ThreadFactory factory();
}
