package dev.brume.server.clients;

import dev.brume.server.Brume;
import java.net.URI;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The server that the client tests of one JVM share: started by the first that asks, with time
 * running as it does. Every test takes its own account, so none sees another's queues. A test that
 * moves time starts a server of its own. The class during which the server meets a bug fails, by
 * {@link SharedBrumeExtension}; with several at a time that may be another one than its cause.
 */
public final class SharedBrume {
  /** Bugs of the server, and sections and requests that took too long. */
  private static final Queue<Throwable> BUGS = new ConcurrentLinkedQueue<>();

  private SharedBrume() {}

  /** Where it listens. */
  public static URI endpoint() {
    return Running.BRUME.endpoint();
  }

  /** The present, as the server sees it. */
  public static Instant now() {
    return Running.BRUME.timeline().now();
  }

  /** Started when first touched; ends with the JVM. */
  private static final class Running {
    static final Brume BRUME =
        Brume.builder()
            .port(0)
            .onFailure((id, request, failure) -> BUGS.add(failure))
            .watchLoops(VirtualBrume.LOOP_LIMIT)
            .watchSections(VirtualBrume.SECTION_LIMIT)
            .start();
  }

  /** Fails with what has happened since the last call. */
  static void assertNoBugs() {
    AssertionError failure = new AssertionError("Bugs were met on the shared server");
    for (Throwable bug = BUGS.poll(); bug != null; bug = BUGS.poll()) {
      failure.addSuppressed(bug);
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
