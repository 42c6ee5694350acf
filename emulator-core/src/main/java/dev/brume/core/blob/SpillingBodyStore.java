package dev.brume.core.blob;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps small bodies on the heap and the others in files, one each. The more bytes are on the heap,
 * the smaller a body must be to stay there. Nothing is created on disk before the first file.
 *
 * <p>A file is deleted when the last table entry that refers to it is permanently removed: when the
 * removal is persisted, no snapshot can restore it, and every section that may have found it has
 * ended.
 */
public final class SpillingBodyStore implements BodyStore, BodyLinks, AutoCloseable {
  /** The longest body that stays on the heap. */
  static final int MOST_INLINE_BYTES = 64 * 1024;

  /** The same when the heap holds many bytes, and when it holds very many. */
  static final int LESS_INLINE_BYTES = 4 * 1024;

  static final int LEAST_INLINE_BYTES = 512;

  /** This fraction of the heap is many; twice that is very many. */
  private static final int SHARE_OF_HEAP = 8;

  private static final Logger LOG = LoggerFactory.getLogger(SpillingBodyStore.class);

  private final BodyDirectory directory;
  private final boolean forced;
  private final long muchBytes;
  private final AtomicLong inlineBytes = new AtomicLong();
  private final BodyFileDeleter reaper = new BodyFileDeleter();
  private final Map<Long, StoredBody> loaded = new ConcurrentHashMap<>();
  private BodyReferences references = BodyReferences.PLAIN;
  private volatile boolean verifiesReads;

  /** Deletions that wait for the last snapshot. Guarded by itself. */
  private final List<BodyFile.Deletion> retired = new ArrayList<>();

  /** Only loaded if there are files. */
  private static final class Unreachable {
    static final Cleaner CLEANER = Cleaner.create();
  }

  SpillingBodyStore(BodyDirectory directory, boolean forced, long heapBytes) {
    this.directory = directory;
    this.forced = forced;
    this.muchBytes = heapBytes / SHARE_OF_HEAP;
  }

  /** A store whose files are deleted with the process. */
  public static SpillingBodyStore temporary() {
    return new SpillingBodyStore(
        TemporaryBodyDirectory.ofSystem(), false, Runtime.getRuntime().maxMemory());
  }

  /**
   * A store with persistent files in {@code directory}, which this process has locked; created if
   * missing.
   *
   * @param forced whether bodies are forced to the disk, so that they survive a crash of the
   *     machine
   */
  public static SpillingBodyStore in(Path directory, boolean forced) {
    return new SpillingBodyStore(
        new BodyDirectory(directory), forced, Runtime.getRuntime().maxMemory());
  }

  /** Sets the state that refers to the bodies. Before the first use. */
  public void referredToBy(BodyReferences state) {
    references = state;
    reaper.waitFor(state);
  }

  /** From now on long bodies, too, are verified before they are sent completely. */
  public void verifyReads() {
    verifiesReads = true;
  }

  boolean verifiesReads() {
    return verifiesReads;
  }

  @Override
  public BodyWriter open(long expectedBytes) {
    return SpillingWriter.of(this, expectedBytes);
  }

  /** Starts a body that is stored in a file, however short it is. */
  public BodyWriter openFile() {
    return SpillingWriter.toFile(this);
  }

  /**
   * Opens an empty file for the body with that id, to be rewritten: it comes from another store
   * that this one replaces.
   */
  public FileChannel restore(long id) throws IOException {
    Path path = path(id);
    Files.createDirectories(path.getParent());
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /** The present length limit of bodies on the heap. */
  int mostInlineBytes() {
    long held = inlineBytes.get();
    if (held < muchBytes) {
      return MOST_INLINE_BYTES;
    }
    return held < 2 * muchBytes ? LESS_INLINE_BYTES : LEAST_INLINE_BYTES;
  }

  /** Whether a body must be forced to the disk before it is referred to. */
  boolean isForced() {
    return forced;
  }

  /** An id for a new file. */
  long allocate() throws IOException {
    return directory.allocate();
  }

  Path path(long id) {
    return directory.path(id);
  }

  /** The body of a completed file. */
  StoredBody made(BodyLink link) {
    BodyFile file = new BodyFile(this, path(link.id()), link);
    StoredBody body = StoredBody.of(file);
    Unreachable.CLEANER.register(body, file::discard);
    return body;
  }

  @Override
  public StoredBody find(BodyLink link) {
    return loaded.computeIfAbsent(
        link.id(), id -> StoredBody.of(new BodyFile(this, path(id), link)));
  }

  /** A table entry now refers to {@code body}. */
  public void addReference(StoredBody body) {
    if (body.file() != null) {
      body.file().addReference();
    } else if (body.addReference()) {
      inlineBytes.addAndGet(body.length());
    }
  }

  /** A table entry no longer refers to {@code body}. */
  public void removeReference(StoredBody body) {
    if (body.file() == null) {
      if (body.removeReference()) {
        inlineBytes.addAndGet(-body.length());
      }
    } else {
      body.file().removeReference();
    }
  }

  /** Nothing refers to the file any more, except possibly a snapshot. */
  void release(BodyFile.Deletion deletion) {
    synchronized (retired) {
      // Checked in here, so that a deletion decided while the last snapshot is released is not left
      // behind.
      if (references.mayReturn()) {
        retired.add(deletion);
        return;
      }
    }
    reaper.add(deletion);
  }

  /** The last snapshot has been released. */
  public void snapshotsReleased() {
    synchronized (retired) {
      retired.forEach(reaper::add);
      retired.clear();
    }
  }

  /** The file is being deleted. */
  void forget(BodyFile file) {
    loaded.remove(file.id());
  }

  /**
   * Deletes unreferenced files of earlier processes, and reports bodies whose files are missing. On
   * a thread of its own; call once after the state is loaded.
   *
   * @return completes when that is done
   */
  public CompletableFuture<Void> sweep() {
    Map<Long, StoredBody> known = Map.copyOf(loaded);
    return CompletableFuture.runAsync(
        () -> {
          known.values().forEach(SpillingBodyStore::report);
          directory.sweep(known::containsKey);
        },
        task -> Thread.ofVirtual().name("brume-bodies-sweep").start(task));
  }

  private static void report(StoredBody body) {
    String damage = body.file().damage();
    if (damage != null) {
      LOG.error("A body is damaged, and reading it will fail: {}", damage);
    }
  }

  /** Deletes everything deletable. After the state is closed. */
  @Override
  public void close() {
    reaper.close();
    directory.close();
  }
}
