package dev.brume.core.state;

import dev.brume.core.blob.BodyReferences;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on the heap. Tables are plain hash maps; while a snapshot is held, each first change of
 * an entry keeps the former value, so that a snapshot costs nothing when taken and going back costs
 * as much as has changed.
 */
public final class InMemoryStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryStore.class);

  private final SpillingBodyStore bodies;
  private final ReentrantReadWriteLock sections = new ReentrantReadWriteLock();
  private final Map<Part, ScopeState> parts = new ConcurrentHashMap<>();
  private final History history = new History(this::tableOf);
  private final List<Runnable> discardListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> replaceListeners = new CopyOnWriteArrayList<>();

  /** Null where nothing is written down. */
  private final Journal journal;

  private boolean closed;

  /** What one service holds in one scope. */
  record Part(String service, Scope scope) {}

  /** An entry with its value as it was written down. */
  record StoredEntry(TableKey table, Object key, Stored value) {}

  /**
   * An empty store that is gone with the process. {@link Persistence#open()} gives lasting ones.
   */
  public InMemoryStore() {
    this(SpillingBodyStore.temporary(), store -> null);
  }

  /** An empty store that {@code journalOf} writes down, with the files of {@code bodies}. */
  InMemoryStore(SpillingBodyStore bodies, Function<InMemoryStore, Journal> journalOf) {
    this.bodies = bodies;
    this.journal = journalOf.apply(this);
    bodies.referredToBy(new References());
  }

  /** What the bodies have to know of this store. */
  private final class References implements BodyReferences {
    @Override
    public boolean mayReturn() {
      return history.isKept();
    }

    @Override
    public CompletableFuture<Void> written() {
      return journal == null ? Journal.DONE : journal.written();
    }

    @Override
    public void rest() {
      InMemoryStore.this.rest();
    }
  }

  /** Where the bodies are that values refer to: made with the store, and closed with it. */
  public SpillingBodyStore bodies() {
    return bodies;
  }

  @Override
  public void enter() {
    sections.readLock().lock();
  }

  @Override
  public void exit() {
    if (journal != null && sections.getReadHoldCount() == 1) {
      journal.endSection();
    }
    sections.readLock().unlock();
  }

  /** Whether the calling thread is in a section or runs alone. */
  boolean isInsideSection() {
    return sections.getReadHoldCount() > 0 || sections.isWriteLockedByCurrentThread();
  }

  /** Returns when no section is under way; new ones are held up until then. */
  void rest() {
    sections.writeLock().lock();
    sections.writeLock().unlock();
  }

  @Override
  public boolean isLasting() {
    return journal != null;
  }

  @Override
  public CompletableFuture<Void> durable() {
    return journal == null ? Journal.DONE : journal.durable();
  }

  @Override
  public CompletableFuture<Void> save() {
    return journal == null ? Journal.DONE : journal.save();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (journal != null) {
      rest();
      journal.close();
    }
    bodies.close();
  }

  /** Runs {@code listener} after each reset and restore, still alone. */
  public void onDiscard(Runnable listener) {
    discardListeners.add(listener);
  }

  /**
   * Runs {@code listener} whenever the state may have come from elsewhere, by a restore or an
   * import: it opens the roots that have deadlines.
   */
  public void onReplace(Runnable listener) {
    replaceListeners.add(listener);
  }

  /** How many writes there had been when the store was opened; 0 for one that starts empty. */
  public long age() {
    return journal == null ? 0 : journal.age();
  }

  /**
   * What there is to count.
   *
   * @param sections sections under way
   * @param scopes services' scopes that hold something, or have held something since the start
   * @param commits writes to the file since the start
   * @param changesWritten changes in them
   * @param changesWaiting changes that are not written yet
   */
  public record Counts(
      int sections, int scopes, long commits, long changesWritten, long changesWaiting) {}

  /** What there is to count at the moment. */
  public Counts counts() {
    Journal.Progress progress =
        journal == null ? new Journal.Progress(0, 0, 0) : journal.progress();
    return new Counts(
        sections.getReadLockCount(),
        parts.size(),
        progress.commits(),
        progress.changesWritten(),
        progress.changesWaiting());
  }

  /** The services that hold something, or have held something since the start. */
  public Set<String> services() {
    return parts.keySet().stream().map(Part::service).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public <R extends AutoCloseable> R root(RootSpec<R> spec, Scope scope) {
    return part(new Part(spec.service(), scope)).root(spec);
  }

  private ScopeState part(Part key) {
    ScopeState part = parts.get(key);
    return part != null
        ? part
        : parts.computeIfAbsent(key, k -> new ScopeState(k, history, journal, bodies));
  }

  private HistoryTable<?, ?> tableOf(TableKey key) {
    return part(key.part()).table(key);
  }

  @Override
  public Set<Scope> scopes(String service) {
    return parts.keySet().stream()
        .filter(part -> part.service().equals(service))
        .map(Part::scope)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void reset() {
    discard(part -> true);
  }

  @Override
  public void resetService(String service) {
    discard(part -> part.service().equals(service));
  }

  @Override
  public void resetAccount(String account) {
    discard(part -> part.scope().account().equals(account));
  }

  private void discard(Predicate<Part> which) {
    alone(
        () -> {
          forget(which);
          discardListeners.forEach(Runnable::run);
        });
    save().join();
  }

  private void forget(Predicate<Part> which) {
    for (ScopeState part : List.copyOf(parts.values())) {
      if (which.test(part.key())) {
        closeRoot(part);
        part.clearTables();
        parts.remove(part.key());
      }
    }
  }

  private static void closeRoot(ScopeState part) {
    try {
      part.closeRoot();
    } catch (Exception e) {
      LOG.error("{} failed to let go of its waiters and timers", part.key(), e);
    }
  }

  @Override
  public Snapshot snapshot() {
    List<Snapshot> taken = new ArrayList<>(1);
    alone(() -> taken.add(history.remember(this::release)));
    return taken.get(0);
  }

  private void release(History.Version version) {
    alone(
        () -> {
          history.release(version);
          if (!history.isKept()) {
            bodies.snapshotsReleased();
          }
        });
  }

  @Override
  public void restore(Snapshot snapshot) {
    if (!(snapshot instanceof History.Version version)) {
      throw new IllegalArgumentException("Not a snapshot of this store");
    }
    alone(
        () -> {
          Set<Part> touched = history.touchedBy(version);
          List<ScopeState> changed = touched.stream().map(this::part).toList();
          changed.forEach(InMemoryStore::closeRoot);
          history.goTo(version);
          discardListeners.forEach(Runnable::run);
          changed.forEach(ScopeState::reopenRootWithDeadlines);
        });
    replaceListeners.forEach(Runnable::run);
    save().join();
  }

  /** Takes over an entry that the journal's file holds. Before the store is used. */
  void load(TableKey table, Object key, Stored value) {
    tableOf(table).load(key, value);
  }

  /** Makes {@code entries} all that there is, as one change. */
  void replace(List<StoredEntry> entries) {
    alone(
        () -> {
          forget(part -> true);
          entries.forEach(entry -> tableOf(entry.table()).putStored(entry.key(), entry.value()));
          discardListeners.forEach(Runnable::run);
        });
    replaceListeners.forEach(Runnable::run);
    save().join();
  }

  /** What there is now. */
  ChangeBatch copy() {
    ChangeBatch batch = new ChangeBatch();
    alone(
        () ->
            parts
                .values()
                .forEach(
                    part ->
                        part.forEachTable(
                            table ->
                                table.forEach(
                                    (key, value) -> batch.set(table.key(), key, value)))));
    return batch;
  }

  @Override
  public void openRoots(RootSpec<?> spec) {
    unknownTables(spec)
        .forEach(
            (name, entries) ->
                LOG.warn(
                    "The state holds {} entries in the table {} of {}, which is unknown here; they"
                        + " are kept",
                    entries,
                    name,
                    spec.service()));
    if (!spec.hasDeadlines()) {
      return;
    }
    enter();
    try {
      scopes(spec.service()).forEach(scope -> root(spec, scope));
    } finally {
      exit();
    }
  }

  /** How many entries there are in tables of a service that it does not know, by their names. */
  Map<String, Integer> unknownTables(RootSpec<?> spec) {
    Set<String> known = spec.tables().stream().map(TableSpec::name).collect(Collectors.toSet());
    Map<String, Integer> unknown = new TreeMap<>();
    for (ScopeState part : known.isEmpty() ? List.<ScopeState>of() : parts.values()) {
      if (part.key().service().equals(spec.service())) {
        part.forEachTable(
            table -> {
              if (!known.contains(table.key().name()) && table.size() > 0) {
                unknown.merge(table.key().name(), table.size(), Integer::sum);
              }
            });
      }
    }
    return unknown;
  }

  private void alone(Runnable action) {
    if (sections.getReadHoldCount() > 0) {
      throw new IllegalStateException("Inside a shared section: this must run alone");
    }
    sections.writeLock().lock();
    try {
      action.run();
    } finally {
      if (journal != null) {
        journal.endSection();
      }
      sections.writeLock().unlock();
    }
  }
}
