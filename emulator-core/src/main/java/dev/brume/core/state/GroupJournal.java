package dev.brume.core.state;

import dev.brume.core.state.Persistence.Mode;
import dev.brume.core.state.codec.ValueFormatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers changes into groups and lets one thread write group after group, each as a whole.
 *
 * <p>A group is an unbroken stretch of the order in which changes happen. A section joins the open
 * group with its first change, and a group is sealed only when every section that has joined it has
 * ended. So all changes of a section are in one group, whatever other sections do meanwhile, and
 * the changes of one key stand in their order within and across groups. Where sections overlap
 * without end, the writing thread lets the store come to rest for a moment, which seals the group.
 */
final class GroupJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(GroupJournal.class);

  /** How many sections may end in a group before it is sealed by force. */
  private static final int MAX_SECTIONS = 128;

  /** How many changes may wait for the end of an interval. */
  private static final int MAX_CHANGES_WAITING = 100_000;

  /** How long to wait before another try where writing failed. */
  private static final long RETRY_MILLIS = 1000;

  private final StateFile file;
  private final boolean eachGroupAtOnce;
  private final long intervalMillis;
  private final BooleanSupplier insideSection;
  private final Runnable rest;
  private final Thread writer;

  /** Guards what follows. Taken inside the guards of tables, and takes none of them. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition work = lock.newCondition();
  private final Condition haste = lock.newCondition();
  private final ArrayDeque<Group> sealed = new ArrayDeque<>();
  private Group open = new Group();
  private int changesWaiting;
  private long changesMade;
  private long changesWritten;
  private long commits;
  private boolean mustSeal;
  private boolean inHaste;
  private boolean closing;

  /** Completes when everything that was changed up to now is written down. */
  private volatile CompletableFuture<Void> latest = DONE;

  /** The group that the thread's section has joined; it is the open one until the section ends. */
  private final ThreadLocal<Group> joined = new ThreadLocal<>();

  /** Changes that belong together. */
  private static final class Group {
    final List<Change> changes = new ArrayList<>();
    final CompletableFuture<Void> written = new CompletableFuture<>();
    int sectionsUnderWay;
    int sectionsEnded;
  }

  /** One change; without a key it is of the whole table. */
  private record Change(TableKey table, Object key, Object value) {}

  /**
   * A journal into {@code file}; nothing is written before {@link #start}.
   *
   * @param insideSection whether the calling thread is in a section
   * @param rest returns when no section is under way, having held up new ones until then
   */
  GroupJournal(StateFile file, Persistence options, BooleanSupplier insideSection, Runnable rest) {
    this.file = file;
    this.eachGroupAtOnce = options.mode() == Mode.ALWAYS;
    this.intervalMillis = options.interval().toMillis();
    this.insideSection = insideSection;
    this.rest = rest;
    this.writer = new Thread(this::writeGroups, "brume-journal");
    writer.setDaemon(true);
  }

  /** Starts the writing thread. */
  void start() {
    writer.start();
  }

  @Override
  public void check(TableSpec<?, ?> spec) {
    file.codec().check(spec.valueType());
    if (spec.keyType() != String.class && spec.keyType() != Long.class) {
      throw new ValueFormatException("Keys are strings or longs: " + spec);
    }
  }

  @Override
  public void changed(TableKey table, Object key, Object value) {
    add(new Change(table, key, value));
  }

  @Override
  public void cleared(TableKey table) {
    add(new Change(table, null, null));
  }

  private void add(Change change) {
    boolean inside = insideSection.getAsBoolean();
    lock.lock();
    try {
      if (open.changes.isEmpty()) {
        latest = open.written;
      }
      open.changes.add(change);
      changesMade++;
      if (!inside) {
        sealIfWhole();
      } else if (joined.get() == null) {
        joined.set(open);
        open.sectionsUnderWay++;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void endSection() {
    Group group = joined.get();
    if (group == null) {
      return;
    }
    joined.set(null);
    lock.lock();
    try {
      group.sectionsUnderWay--;
      group.sectionsEnded++;
      sealIfWhole();
    } finally {
      lock.unlock();
    }
  }

  private void sealIfWhole() {
    if (open.sectionsUnderWay == 0) {
      sealed.add(open);
      changesWaiting += open.changes.size();
      open = new Group();
      work.signal();
      if (changesWaiting > MAX_CHANGES_WAITING) {
        haste.signal();
      }
    } else if (open.sectionsEnded >= MAX_SECTIONS) {
      mustSeal = true;
      work.signal();
    }
  }

  @Override
  public long age() {
    return file.commitsFound();
  }

  @Override
  public CompletableFuture<Void> durable() {
    return eachGroupAtOnce ? latest : DONE;
  }

  @Override
  public CompletableFuture<Void> written() {
    return latest;
  }

  @Override
  public CompletableFuture<Void> save() {
    lock.lock();
    try {
      inHaste = true;
      haste.signal();
      return latest;
    } finally {
      lock.unlock();
    }
  }

  // ------------------------------------------------------------------------------ the writer

  private void writeGroups() {
    ChangeBatch unwritten = new ChangeBatch();
    for (List<Group> groups = takeGroups(false); groups != null; ) {
      for (Group group : groups) {
        group.changes.forEach(change -> apply(change, unwritten));
      }
      if (!unwritten.isEmpty() && write(unwritten, groups)) {
        unwritten.clear();
      }
      groups = takeGroups(!unwritten.isEmpty());
    }
  }

  private static void apply(Change change, ChangeBatch batch) {
    if (change.key == null) {
      batch.clear(change.table);
    } else {
      batch.set(change.table, change.key, change.value);
    }
  }

  /** Waits for sealed groups and takes them all; null when it is time to end. */
  private List<Group> takeGroups(boolean lastTryFailed) {
    if (waitForWork(lastTryFailed)) {
      rest.run();
    }
    lock.lock();
    try {
      mustSeal = false;
      inHaste &= !open.changes.isEmpty();
      if (sealed.isEmpty() && closing) {
        return null;
      }
      List<Group> taken = List.copyOf(sealed);
      sealed.clear();
      changesWaiting = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the open group must be sealed by force. */
  private boolean waitForWork(boolean lastTryFailed) {
    lock.lock();
    try {
      if (lastTryFailed) {
        waitInPeace(RETRY_MILLIS);
        return mustSeal;
      }
      while (sealed.isEmpty() && !mustSeal && !closing) {
        work.await();
      }
      if (!eachGroupAtOnce) {
        waitInPeace(intervalMillis);
      }
      return mustSeal;
    } catch (InterruptedException e) {
      LOG.warn("The journal was interrupted and ends");
      closing = true;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass, unless somebody is in haste. */
  private void waitInPeace(long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    while (nanos > 0 && !inHaste && !closing && changesWaiting <= MAX_CHANGES_WAITING) {
      nanos = haste.awaitNanos(nanos);
    }
  }

  private boolean write(ChangeBatch batch, List<Group> groups) {
    try {
      file.commit(batch);
    } catch (Exception e) {
      LOG.error("The state could not be written to {}", file, e);
      groups.forEach(group -> group.written.completeExceptionally(e));
      return false;
    }
    count();
    groups.forEach(group -> group.written.complete(null));
    return true;
  }

  /** Every change that was taken has been written with this commit. */
  private void count() {
    lock.lock();
    try {
      commits++;
      changesWritten = changesMade - open.changes.size();
      for (Group group : sealed) {
        changesWritten -= group.changes.size();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Progress progress() {
    lock.lock();
    try {
      return new Progress(commits, changesWritten, changesMade - changesWritten);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
      haste.signal();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      open.written.completeExceptionally(new IllegalStateException("The store is closed"));
    } finally {
      lock.unlock();
    }
    file.close();
  }
}
