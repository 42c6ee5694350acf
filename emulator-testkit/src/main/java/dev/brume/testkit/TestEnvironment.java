package dev.brume.testkit;

import dev.brume.core.access.Authorizer;
import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.id.SeededIds;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transitions;
import dev.brume.core.port.Ports;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.StateExport;
import dev.brume.core.state.Store;
import dev.brume.core.time.VirtualTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The world of an engine in a test: virtual time, seeded ids, a store in memory. The same calls
 * give the same ids, times and results in every run.
 */
public final class TestEnvironment {
  /** The account of callers who say nothing else. */
  public static final String ACCOUNT = "123456789012";

  /** The region of callers who say nothing else. */
  public static final String REGION = "eu-west-1";

  /** Both. */
  public static final Scope SCOPE = new Scope(ACCOUNT, REGION);

  private static final long SEED = 42;

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final InMemoryStore store = new InMemoryStore();
  private final LaneOutbox outbox = new LaneOutbox(timeline);
  private final StoreSection section = new StoreSection(store, outbox);
  private final Surroundings surroundings;

  /** Where what is slow is done at once, by the caller. */
  public TestEnvironment() {
    this(Runnable::run);
  }

  /** Where {@code background} does what is slow. */
  public TestEnvironment(Executor background) {
    timeline.runIn(section);
    outbox.runIn(section);
    store.onDiscard(outbox::clear);
    surroundings =
        new Surroundings(
            store,
            timeline,
            new SeededIds(SEED),
            outbox,
            store.bodies(),
            background,
            new Ports(),
            Transitions.AT_ONCE,
            Authorizer.OFF);
  }

  /** What a service is made of. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** The present moment, and all to come. */
  public VirtualTimeline timeline() {
    return timeline;
  }

  /** All state. */
  public InMemoryStore store() {
    return store;
  }

  /** Where a test puts the interfaces of services that are not there. */
  public Ports ports() {
    return surroundings.ports();
  }

  /** Runs as a request does: inside the store's section, with effects at the end. */
  public <T> T request(Supplier<T> action) {
    return section.call(action);
  }

  /** Runs as a request does: inside the store's section, with effects at the end. */
  public void request(Runnable action) {
    section.run(action);
  }

  /**
   * The domain object of {@link #SCOPE}; don't hold on to it, because a restart makes another one.
   */
  public <R extends AutoCloseable> R root(RootSpec<R> spec) {
    return request(() -> store.root(spec, SCOPE));
  }

  /** Lets time pass; what is due on the way is done in order. */
  public void pass(Duration duration) {
    timeline.advance(duration);
  }

  /** Lets seconds pass. */
  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** Remembers the present state. */
  public Store.Snapshot snapshot() {
    return store.snapshot();
  }

  /**
   * Writes all state to a file, forgets it, and reads it back: every live object is made anew from
   * records that have been bytes in between.
   */
  public void restart() {
    try {
      Path file = Files.createTempFile("brume-test", ".db");
      try {
        StateExport.write(store, file);
        StateExport.read(store, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
