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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store on the heap. Tables are plain hash maps; while a snapshot is held, the first change of
 * each entry keeps the former value, so that taking a snapshot is free and restoring it costs as
 * much as has changed.
 */
public final class InMemoryStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryStore.class);

  private final SpillingBodyStore bodies;
  private final SectionLock sections;
  private final ScopeStates parts;
  private final Map<TableKey, NameIndex> nameIndexes = new ConcurrentHashMap<>();
  private final History history = new History(this::tableOf);
  private final List<Runnable> discardListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> replaceListeners = new CopyOnWriteArrayList<>();

  /** Null if nothing is persisted. */
  private final Journal journal;

  private boolean closed;

  /** The table being loaded: entries come table by table. */
  private HistoryTable<?, ?> loadedLast;

  /** The state of one service in one scope. */
  record Part(String service, Scope scope) {}

  /** An entry with its encoded value. */
  record StoredEntry(TableKey table, Object key, Stored value) {}

  /** An empty store that is not persisted. {@link Persistence#open()} opens persistent ones. */
  public InMemoryStore() {
    this(SpillingBodyStore.temporary(), store -> null);
  }

  /** An empty store persisted by {@code journalOf}, with the files of {@code bodies}. */
  InMemoryStore(SpillingBodyStore bodies, Function<InMemoryStore, Journal> journalOf) {
    this.bodies = bodies;
    this.journal = journalOf.apply(this);
    this.sections = new SectionLock(journal);
    this.parts = new ScopeStates(history, journal, bodies);
    bodies.referredToBy(new References());
  }

  /** The body store's view of this store. */
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
    public void awaitSections() {
      sections.awaitGap();
    }
  }

  /** The store of the bodies that values refer to: created with this store, and closed with it. */
  public SpillingBodyStore bodies() {
    return bodies;
  }

  /** Has sections watched from now on. For tests, before the store is used. */
  public void watchedBy(SectionWatch newWatch) {
    sections.watchedBy(newWatch);
  }

  @Override
  public void enter() {
    sections.enter();
  }

  @Override
  public void exit() {
    sections.exit();
  }

  /** Whether the calling thread is in a shared or exclusive section. */
  boolean isInsideSection() {
    return sections.isInside();
  }

  /** See {@link SectionLock#rest}. */
  boolean rest() {
    return sections.rest();
  }

  @Override
  public boolean isLasting() {
    return journal != null;
  }

  @Override
  public boolean lacksRoom() {
    return journal != null && journal.lacksRoom();
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
      sections.awaitRest();
      journal.close();
    }
    bodies.close();
  }

  /** Runs {@code listener} after each reset and restore, still in the exclusive section. */
  public void onDiscard(Runnable listener) {
    discardListeners.add(listener);
  }

  /**
   * Runs {@code listener} whenever the state may have been replaced, by a restore or an import: it
   * opens the roots that have deadlines.
   */
  public void onReplace(Runnable listener) {
    replaceListeners.add(listener);
  }

  /** The number of commits before the store was opened; 0 for a new store. */
  public long age() {
    return journal == null ? 0 : journal.age();
  }

  /**
   * The store's counters.
   *
   * @param sections running sections
   * @param scopes scopes of services that hold entries, or have held some since the start
   * @param commits writes to the file since the start
   * @param changesWritten changes in those writes
   * @param changesWaiting changes not written yet
   */
  public record Counts(
      int sections, int scopes, long commits, long changesWritten, long changesWaiting) {}

  /** The current counters. */
  public Counts counts() {
    Journal.Progress progress =
        journal == null ? new Journal.Progress(0, 0, 0) : journal.progress();
    return new Counts(
        sections.running(),
        (int) parts.held().count(),
        progress.commits(),
        progress.changesWritten(),
        progress.changesWaiting());
  }

  /** The services that hold entries, or have held some since the start. */
  public Set<String> services() {
    return parts.held().map(part -> part.key().service()).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public <R extends AutoCloseable> R root(RootSpec<R> spec, Scope scope) {
    if (scope.level() != spec.level()) {
      throw new IllegalArgumentException(
          scope + " is no " + spec.level() + " of " + spec.service());
    }
    return part(new Part(spec.service(), scope)).root(spec);
  }

  /** The state of a service in a scope; an empty one is kept only by the caller's reference. */
  ScopeState part(Part key) {
    return parts.get(key);
  }

  /** The number of scopes in memory, including empty ones that were looked up. */
  int scopesAtHand() {
    return parts.size();
  }

  @Override
  public NameIndex names(String service, String kind) {
    return nameIndexes.computeIfAbsent(
        new TableKey(new Part(service, Scope.SERVER), kind, ""),
        key -> new NameIndex(this, service, kind));
  }

  private HistoryTable<?, ?> tableOf(TableKey key) {
    return part(key.part()).table(key);
  }

  @Override
  public Set<Scope> scopes(String service, Scope.Level level) {
    return parts.scopes(service, level);
  }

  @Override
  public Set<Scope> regionsOf(String service, String account) {
    return parts.regionsOf(service, account);
  }

  @Override
  public boolean holds(RootSpec<?> spec, Scope scope) {
    return scope.level() == spec.level() && parts.isHeld(new Part(spec.service(), scope));
  }

  @Override
  public void reset() {
    discard(() -> forget(part -> true));
  }

  @Override
  public void resetService(String service) {
    discard(() -> forget(part -> part.service().equals(service)));
  }

  @Override
  public void resetAccount(String account) {
    if (account.isEmpty()) {
      return;
    }
    discard(
        () -> {
          forget(part -> part.scope().account().equals(account));
          freeNamesOf(account);
        });
  }

  private void freeNamesOf(String account) {
    parts
        .held()
        .filter(part -> part.key().scope().equals(Scope.SERVER))
        .forEach(
            part ->
                part.forEachTable(
                    table -> {
                      if (NameIndex.isIndex(table.key())) {
                        NameIndex.freeNamesOf(account, part, table.key());
                      }
                    }));
  }

  private void discard(Runnable deletion) {
    alone(
        () -> {
          deletion.run();
          discardListeners.forEach(Runnable::run);
        });
    awaitSaved();
  }

  private void awaitSaved() {
    try {
      save().join();
    } catch (CompletionException e) {
      throw new StateException(
          "That is done, but could not be written down, and a restart would undo it; it will be"
              + " written as soon as that is possible. "
              + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private void forget(Predicate<Part> which) {
    for (ScopeState part : parts.live().toList()) {
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
    awaitSaved();
  }

  /** Loads an entry of the journal's file. Before the store is used. */
  void load(TableKey table, Object key, Stored value) {
    HistoryTable<?, ?> to = loadedLast;
    if (to == null || !to.key().equals(table)) {
      to = tableOf(table);
      loadedLast = to;
    }
    to.load(key, value);
  }

  /** Called when everything is loaded. */
  void loaded() {
    loadedLast = null;
  }

  /** Replaces all state with {@code entries}, as one change. */
  void replace(List<StoredEntry> entries) {
    alone(
        () -> {
          forget(part -> true);
          entries.forEach(entry -> tableOf(entry.table()).putStored(entry.key(), entry.value()));
          discardListeners.forEach(Runnable::run);
        });
    replaceListeners.forEach(Runnable::run);
    awaitSaved();
  }

  /** A copy of the current state. */
  ChangeBatch copy() {
    ChangeBatch batch = new ChangeBatch();
    alone(
        () ->
            parts
                .held()
                .forEach(
                    part ->
                        part.forEachTable(
                            table ->
                                table.visit((key, value) -> batch.set(table.key(), key, value)))));
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
    enter();
    try {
      scopes(spec.service(), spec.level()).forEach(scope -> root(spec, scope));
    } finally {
      exit();
    }
  }

  /** The numbers of entries in tables that the service does not know, by table name. */
  Map<String, Integer> unknownTables(RootSpec<?> spec) {
    Set<String> known =
        spec.tables().stream().map(TableSpec::storedName).collect(Collectors.toSet());
    Map<String, Integer> unknown = new TreeMap<>();
    for (ScopeState part : known.isEmpty() ? List.<ScopeState>of() : parts.held().toList()) {
      if (part.key().service().equals(spec.service())
          && part.key().scope().level() == spec.level()) {
        part.forEachTable(
            table -> {
              if (!known.contains(table.key().name())
                  && !NameIndex.isIndex(table.key())
                  && table.size() > 0) {
                unknown.merge(table.key().name(), table.size(), Integer::sum);
              }
            });
      }
    }
    return unknown;
  }

  private void alone(Runnable action) {
    sections.alone(action);
  }
}
