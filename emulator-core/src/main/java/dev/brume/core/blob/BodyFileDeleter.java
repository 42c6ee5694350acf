package dev.brume.core.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes unreferenced files, many at a time, on a thread that ends when none are left. */
final class BodyFileDeleter {
  private static final Logger LOG = LoggerFactory.getLogger(BodyFileDeleter.class);

  private BodyReferences state = BodyReferences.PLAIN;

  // Guarded by this.
  private List<BodyFile.Deletion> decided = new ArrayList<>();
  private boolean running;
  private boolean closed;

  /** Sets the state whose sections and writes are awaited. */
  void waitFor(BodyReferences newState) {
    state = newState;
  }

  synchronized void add(BodyFile.Deletion deletion) {
    if (closed) {
      return;
    }
    decided.add(deletion);
    if (!running) {
      running = true;
      Thread.ofVirtual().name("brume-bodies").start(this::run);
    }
  }

  private void run() {
    List<BodyFile.Deletion> batch = List.of();
    do {
      batch.forEach(BodyFile.Deletion::run);
      batch = take();
    } while (batch != null && await(batch));
    // Files that can't be deleted now are retried with the next ones.
  }

  /** The waiting deletions; null, which ends the thread, if there are none. */
  private synchronized List<BodyFile.Deletion> take() {
    if (decided.isEmpty()) {
      running = false;
      notifyAll();
      return null;
    }
    List<BodyFile.Deletion> taken = decided;
    decided = new ArrayList<>();
    return taken;
  }

  private boolean await(List<BodyFile.Deletion> batch) {
    try {
      state.written().join();
    } catch (CompletionException e) {
      LOG.debug("Bodies are not deleted as long as the state can't be written", e);
      putBack(batch);
      return false;
    }
    state.awaitSections();
    return true;
  }

  private synchronized void putBack(List<BodyFile.Deletion> batch) {
    decided.addAll(batch);
    running = false;
    notifyAll();
  }

  /** Returns when everything deletable is deleted. */
  synchronized void close() {
    closed = true;
    boolean interrupted = false;
    while (running) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
