package dev.brume.junit5;

import dev.brume.server.Brume;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The emulator of a test class; JUnit closes it with the class's store.
 *
 * @param bugs the emulator's failures
 */
@SuppressWarnings("deprecation") // before 5.13 JUnit only closes resources of that type
record Running(Brume brume, TestSettings settings, Queue<Throwable> bugs)
    implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  static Running start(TestSettings settings) {
    Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    Brume.Builder builder =
        settings.builder().onFailure((requestId, request, failure) -> bugs.add(failure));
    return new Running(builder.start(), settings, bugs);
  }

  void failOnBugs() {
    List<Throwable> met = new ArrayList<>();
    for (Throwable bug = bugs.poll(); bug != null; bug = bugs.poll()) {
      met.add(bug);
    }
    if (!met.isEmpty()) {
      AssertionError failure =
          new AssertionError("The emulator failed " + met.size() + " times", met.get(0));
      met.subList(1, met.size()).forEach(failure::addSuppressed);
      throw failure;
    }
  }

  @Override
  public void close() {
    brume.close();
  }
}
