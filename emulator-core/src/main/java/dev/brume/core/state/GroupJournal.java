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
 * Collects changes into groups, which one thread writes in order, each atomically.
 *
 * <p>A group is a contiguous part of the sequence of changes. A section joins the open group with
 * its first change, and a group is sealed only when every section that has joined it has ended. So
 * all changes of a section are in one group, whatever other sections do meanwhile, and the changes
 * of one key keep their order within and across groups. If sections overlap without end, the
 * writing thread briefly holds up new sections, which seals the group. If one section takes long,
 * it soon gives up and retries later: only sections with changes in the same group wait for that
 * section.
 */
final class GroupJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(GroupJournal.class);

  /** The number of sections that may end in a group before it is sealed by force. */
  private static final int MAX_SECTIONS = 128;

  /** The most changes that may wait for the end of an interval. */
  private static final int MAX_CHANGES_WAITING = 100_000;

  /** How often an idle journal checks that its file still exists. */
  private static final long CHECK_MILLIS = 500;

  /** The delay before a retry after a failed write. */
  private static final long RETRY_MILLIS = 1000;

  /** The delay before a retry when a section takes long. */
  private static final long LONG_SECTION_MILLIS = 50;

  private final StateFile file;
  private final boolean eachGroupAtOnce;
  private final long intervalMillis;
  private final BooleanSupplier insideSection;
  private final BooleanSupplier rest;
  private final Thread writer;

  /** Guards the fields below. Taken inside the guards of tables; takes none of them. */
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
  private volatile boolean closing;

  /** Why nothing can be written at the moment; null if writing works. */
  private volatile StateException failure;

  /** Completes when all changes so far are written. */
  private volatile CompletableFuture<Void> latest = DONE;

  /** The group that the thread's section has joined; it stays open until the section ends. */
  private final ThreadLocal<Group> joined = new ThreadLocal<>();

  /** The group of the thread's last ended section, until the next one begins. */
  private final ThreadLocal<Group> joinedLast = new ThreadLocal<>();

  /** Changes that are written together. */
  private static final class Group {
    final List<Change> changes = new ArrayList<>();
    final CompletableFuture<Void> written = new CompletableFuture<>();
    int sectionsUnderWay;
    int sectionsEnded;
  }

  /** One change; with a null key it concerns the whole table. */
  private record Change(TableKey table, Object key, Object value) {}

  /**
   * A journal that writes to {@code file}; nothing is written before {@link #start}.
   *
   * @param insideSection whether the calling thread is in a section
   * @param rest waits briefly until no section is running, holding up new ones; returns whether
   *     that succeeded
   */
  GroupJournal(
      StateFile file, Persistence options, BooleanSupplier insideSection, BooleanSupplier rest) {
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
    if (spec.keyType() != String.class
        && spec.keyType() != Long.class
        && spec.keyType() != ByteKey.class) {
      throw new ValueFormatException("Keys are strings, longs or ByteKeys: " + spec);
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
  public void beginSection() {
    if (joinedLast.get() != null) {
      joinedLast.set(null);
    }
  }

  @Override
  public void endSection() {
    Group group = joined.get();
    if (group == null) {
      return;
    }
    joined.set(null);
    joinedLast.set(group);
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
    } else if (open.sectionsEnded >= MAX_SECTIONS && !mustSeal) {
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
    if (!eachGroupAtOnce && failure == null) {
      return DONE;
    }
    Group own = joined.get() != null ? joined.get() : joinedLast.get();
    if (own != null) {
      return own.written;
    }
    CompletableFuture<Void> seen = latest;
    if (seen.isCompletedExceptionally() && !closing) {
      return DONE;
    }
    // A section without changes waits for those that it may have read, but need not fail with them.
    return seen.isDone() || !insideSection.getAsBoolean()
        ? seen
        : seen.handle((written, failed) -> null);
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
      if (failure != null && open.sectionsUnderWay == 0) {
        // From here on the next attempt is awaited, not the failed one.
        latest = open.written;
        sealIfWhole();
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  // ------------------------------------------------------------------------------ the writer

  private void writeGroups() {
    try {
      writeUntilClosed();
    } catch (Throwable e) {
      LOG.error("The journal of {} has ended: nothing is kept any more", file, e);
      throw e;
    }
  }

  private void writeUntilClosed() {
    ChangeBatch unwritten = new ChangeBatch();
    for (List<Group> groups = takeGroups(false); groups != null; ) {
      for (Group group : groups) {
        group.changes.forEach(change -> apply(change, unwritten));
      }
      if (unwritten.isEmpty() && failure == null && !file.isGone()) {
        groups.forEach(group -> group.written.complete(null));
      } else if (write(unwritten, groups)) {
        unwritten.clear();
      }
      groups = takeGroups(failure != null);
    }
  }

  private static void apply(Change change, ChangeBatch batch) {
    if (change.key == null) {
      batch.clear(change.table);
    } else {
      batch.set(change.table, change.key, change.value);
    }
  }

  /** Waits for sealed groups and takes them all; null at the end. */
  private List<Group> takeGroups(boolean lastTryFailed) {
    if (waitForWork(lastTryFailed) && !rest.getAsBoolean()) {
      waitForLongSection();
    }
    lock.lock();
    try {
      mustSeal = false;
      inHaste &= !open.changes.isEmpty();
      if (sealed.isEmpty() && closing) {
        // Whatever is not written by now is lost with the process; the log has reported it.
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
      while (sealed.isEmpty() && !mustSeal && !closing && failure == null) {
        if (!work.await(CHECK_MILLIS, TimeUnit.MILLISECONDS) && file.isGone()) {
          return false;
        }
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

  /** Waits, unless the long section ends first. */
  private void waitForLongSection() {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(LONG_SECTION_MILLIS);
      while (nanos > 0 && sealed.isEmpty() && !closing) {
        nanos = work.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      LOG.warn("The journal was interrupted and ends");
      closing = true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, unless a caller needs the write at once. */
  private void waitInPeace(long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    while (nanos > 0 && !inHaste && !closing && changesWaiting <= MAX_CHANGES_WAITING) {
      nanos = haste.awaitNanos(nanos);
    }
  }

  private boolean write(ChangeBatch batch, List<Group> groups) {
    try {
      file.commit(batch);
    } catch (Throwable e) {
      failed(e, groups);
      return false;
    }
    if (failure != null) {
      LOG.warn("{} can be written again, and nothing of what is in memory is lost", file);
    }
    count();
    groups.forEach(group -> group.written.complete(null));
    return true;
  }

  /** Logs the first of consecutive failures; every waiter receives each of them. */
  private void failed(Throwable cause, List<Group> groups) {
    StateException told =
        new StateException(
            "The state can't be written to " + file + ": " + cause.getMessage(), cause);
    if (failure == null) {
      LOG.error(
          "The state can't be written to {}: {}. It is kept in memory, and writing is tried again"
              + " every second; until then reads are answered and changes are refused",
          file,
          cause.getMessage());
      LOG.debug("How writing failed", cause);
    }
    failure = told;
    groups.forEach(group -> group.written.completeExceptionally(told));
  }

  /** This commit has written every change that was taken. */
  private void count() {
    lock.lock();
    try {
      failure = null;
      if (latest.isCompletedExceptionally()) {
        latest = DONE;
      }
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
  public boolean lacksRoom() {
    return file.lacksRoom();
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
