package dev.brume.server.clients;

import dev.brume.server.Brume;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/**
 * A server whose time moves only when a test says so: an hour takes no time, a second is exact.
 * When it is closed it fails with every bug of the server that its tests met.
 */
public final class VirtualBrume implements AutoCloseable {
  /** Generous: a service is made, and its classes are loaded, by the first request for it. */
  static final Duration LOOP_LIMIT = Duration.ofMillis(750);

  /** Generous, too: an operation's classes are loaded by its first request. */
  static final Duration SECTION_LIMIT = Duration.ofMillis(400);

  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  private final Brume brume =
      Brume.builder()
          .port(0)
          .virtualTime()
          .onFailure((requestId, request, failure) -> bugs.add(failure))
          .watchLoops(LOOP_LIMIT)
          .watchSections(SECTION_LIMIT)
          .start();

  /** Where it listens. */
  public URI endpoint() {
    return brume.endpoint();
  }

  /** The server itself. */
  public Brume brume() {
    return brume;
  }

  /** Lets so many seconds pass, and all that happens in them. */
  public void advanceSeconds(long seconds) {
    advance(Duration.ofSeconds(seconds));
  }

  /** Lets {@code duration} pass, and all that happens in it. */
  public void advance(Duration duration) {
    brume.timeline().advance(duration);
    brume.settle();
  }

  /**
   * Lets time pass second by second until {@code answer} is there.
   *
   * @return how many seconds that took, at least the true number: a request that is still on its
   *     way when time moves begins to wait later
   */
  public long advanceUntil(Future<?> answer) {
    long[] seconds = {0};
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!answer.isDone()) {
                advanceSeconds(1);
                seconds[0]++;
              }
              return answer.isDone();
            });
    return seconds[0];
  }

  @Override
  public void close() {
    brume.close();
    if (!bugs.isEmpty()) {
      AssertionError failure = new AssertionError(bugs.size() + " bugs were met");
      bugs.forEach(failure::addSuppressed);
      throw failure;
    }
  }
}
