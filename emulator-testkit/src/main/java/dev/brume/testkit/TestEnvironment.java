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
import dev.brume.core.state.SectionWatch;
import dev.brume.core.state.StateExport;
import dev.brume.core.state.Store;
import dev.brume.core.time.VirtualTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The environment of an engine in a test: virtual time, seeded ids, a store in memory. The same
 * calls return the same ids, times and results in every run.
 */
public final class TestEnvironment {
  /** The default account of callers. */
  public static final String ACCOUNT = "123456789012";

  /** The default region of callers. */
  public static final String REGION = "eu-west-1";

  /** The default account and region. */
  public static final Scope SCOPE = new Scope(ACCOUNT, REGION);

  private static final long SEED = 42;

  /** The CPU time that a section may take; generous, because classes are loaded in the first. */
  private static final Duration SECTION_LIMIT = Duration.ofMillis(400);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final InMemoryStore store = new InMemoryStore();
  private final LaneOutbox outbox = new LaneOutbox(timeline);
  private final StoreSection section = new StoreSection(store, outbox);
  private final Surroundings surroundings;
  private final Queue<IllegalStateException> overlong = new ConcurrentLinkedQueue<>();

  /** Runs slow work at once, in the calling thread. */
  public TestEnvironment() {
    this(Runnable::run);
  }

  /** Runs slow work in {@code background}. */
  public TestEnvironment(Executor background) {
    store.watchedBy(new SectionWatch(SECTION_LIMIT, overlong::add));
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

  /** The dependencies of a service. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** The timeline. */
  public VirtualTimeline timeline() {
    return timeline;
  }

  /** The store of all state. */
  public InMemoryStore store() {
    return store;
  }

  /** For replacements of other services' interfaces. */
  public Ports ports() {
    return surroundings.ports();
  }

  /** Runs like a request: inside the store's section, with effects at the end. */
  public <T> T request(Supplier<T> action) {
    T result = section.call(action);
    overlong.clear();
    return result;
  }

  /** Runs like a request: inside the store's section, with effects at the end. */
  public void request(Runnable action) {
    section.run(action);
    overlong.clear();
  }

  /** The domain object of {@link #SCOPE}; do not keep it, because a restart creates another one. */
  public <R extends AutoCloseable> R root(RootSpec<R> spec) {
    return request(() -> store.root(spec, SCOPE));
  }

  /** Advances the time; due work runs on the way, in order. */
  public void pass(Duration duration) {
    timeline.advance(duration);
    assertSectionsShort();
  }

  /**
   * Fails where a section of the store has taken too long since the last call: a request, a timer
   * or a task. What a test does itself by {@link #request} is not meant.
   *
   * @throws AssertionError with the section's stack
   */
  void assertSectionsShort() {
    IllegalStateException first = overlong.poll();
    if (first != null) {
      throw new AssertionError("A section was too long", first);
    }
  }

  /** Advances the time by seconds. */
  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** Takes a snapshot of the present state. */
  public Store.Snapshot snapshot() {
    return store.snapshot();
  }

  /**
   * Writes all state to a file, discards it, and reads it back: every live object is created again
   * from decoded records.
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
