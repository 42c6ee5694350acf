package dev.brume.core.state;

import static dev.brume.core.state.KeptThings.numbers;
import static dev.brume.core.state.KeptThings.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.KeptThings.Thing;
import dev.brume.testlog.ExpectsLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose file can't be written for a while: the file is gone, or its disk is full.
 *
 * <p>Source of truth: the contract of {@link Store#durable} and docs/configuration.md.
 */
@ExpectsLog(from = GroupJournal.class, text = "The state can't be written to")
@ExpectsLog(from = GroupJournal.class, text = "can be written again")
@ExpectsLog(from = StateDatabase.class, text = "was not closed cleanly")
class WritingFailsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  /** Puts a number and says when that will last, as the answer to a request does. */
  private static CompletableFuture<Void> put(Store store, String key) {
    store.enter();
    try {
      store.root(KeptThings.ROOT, Scope.DEFAULT).numbers().put(key, 1L);
      return store.durable();
    } finally {
      store.exit();
    }
  }

  private static void assertReadable(Store store, String key) {
    store.enter();
    try {
      assertThat(store.root(KeptThings.ROOT, Scope.DEFAULT).numbers().get(key)).isEqualTo(1L);
      assertThat(store.durable()).succeedsWithin(PATIENCE);
    } finally {
      store.exit();
    }
  }

  private static void assertRefused(CompletableFuture<Void> written, String why) {
    assertThat(written)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(StateException.class)
        .withMessageContaining(why);
  }

  @Test
  void afterAFailedWriteReadsGoOnAndWritesWorkAgainAsSoonAsTheyCan() throws IOException {
    Path file = directory.resolve("state.db");
    Path away = directory.resolve("away");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      put(store, "before").join();
      Files.move(file, away);
      assertRefused(put(store, "refused"), "was removed or replaced");
      assertReadable(store, "before");
      assertRefused(put(store, "refused too"), "was removed or replaced");
      Files.move(away, file);
      put(store, "after").orTimeout(20, TimeUnit.SECONDS).join();
      assertReadable(store, "before");
    }
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(numbers(store)).containsKeys("before", "after");
    }
  }

  @Test
  void aRemovedFileIsNoticedWithoutAWrite() throws IOException {
    Persistence atIntervals = Persistence.every(Duration.ofHours(1), directory);
    try (InMemoryStore store = atIntervals.open()) {
      put(store, "before").join();
      store.save().join();
      Files.delete(directory.resolve("state.db"));
      // Once it is noticed, changes are refused at once and not only at the end of the interval.
      CompletableFuture<Void> written = put(store, "soon refused");
      for (int i = 0; !written.isCompletedExceptionally(); i++) {
        written = put(store, "try " + i);
        if (!written.isDone()) {
          written.handle((done, failure) -> null).join();
        }
      }
      assertRefused(written, "was removed or replaced");
      assertReadable(store, "before");
    }
  }

  @Test
  void aResetThatCannotBeWrittenSaysSo() throws IOException {
    Path file = directory.resolve("state.db");
    try (InMemoryStore store = Persistence.always(directory).open()) {
      put(store, "before").join();
      Files.move(file, directory.resolve("away"));
      assertThatThrownBy(store::reset)
          .isInstanceOf(StateException.class)
          .hasMessageContaining("a restart would undo it");
      assertThat(numbers(store)).isEmpty();
      Files.move(directory.resolve("away"), file);
      store.save().join();
    }
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(numbers(store)).isEmpty();
    }
  }

  /** A file system of a megabyte; skipped where it can't be mounted, which root alone can. */
  @Test
  void aFullDiskRefusesWritesUntilThereIsRoom() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()),
        "NOT TESTED: a full disk, because no file system can be mounted here");
    try {
      Path filler = Files.write(small.resolve("filler"), new byte[600 * 1024]);
      Map<Long, Thing> acknowledged = new TreeMap<>();
      try (InMemoryStore store = Persistence.always(small).open()) {
        assertThatThrownBy(() -> fill(store, acknowledged))
            .isInstanceOf(CompletionException.class)
            .hasMessageContaining("full");
        put(store, "in vain").handle((done, failure) -> null).join();
        store.enter();
        assertThat(store.durable()).succeedsWithin(PATIENCE);
        store.exit();
        Files.delete(filler);
        put(store, "again").orTimeout(20, TimeUnit.SECONDS).join();
      }
      try (InMemoryStore store = Persistence.always(small).open()) {
        assertThat(numbers(store)).containsKey("again");
        assertThat(things(store, Scope.DEFAULT)).containsAllEntriesOf(acknowledged);
      }
      Files.delete(small.resolve("state.db"));
      Files.delete(small.resolve("state.lock"));
      assertThatThrownBy(
              () -> {
                try (var out = Files.newOutputStream(filler)) {
                  while (true) {
                    out.write(new byte[512]);
                  }
                }
              })
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> Persistence.always(small).open())
          .isInstanceOf(StateException.class)
          .hasMessageContaining(small.toString());
    } finally {
      run("umount", "--lazy", small.toString());
    }
  }

  /**
   * A disk that the state itself has filled, so that nobody else can make room: what is deleted
   * does, and the server starts. Skipped where no file system can be mounted.
   */
  @Test
  void onADiskThatTheStateFillsDeletionsAreWritten() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small.toString()),
        "NOT TESTED: a full disk, because no file system can be mounted here");
    Map<Long, Thing> acknowledged = new TreeMap<>();
    try {
      try (InMemoryStore store = Persistence.always(small).open()) {
        assertThatThrownBy(() -> fill(store, acknowledged))
            .isInstanceOf(CompletionException.class)
            .hasMessageContaining("full");
        assertThat(small.resolve(DiskReserve.FILE)).as("given up").doesNotExist();
      }
      try (InMemoryStore store = Persistence.always(small).open()) {
        assertThat(things(store, Scope.DEFAULT)).containsAllEntriesOf(acknowledged);
      }
    } finally {
      run("umount", "--lazy", small.toString());
    }
  }

  private static void fill(Store store, Map<Long, Thing> acknowledged) {
    for (long number = 0; number < 1_000; number++) {
      long key = number;
      Thing thing = Thing.named(number + "-".repeat(20_000));
      CompletableFuture<Void> written;
      store.enter();
      try {
        store.root(KeptThings.ROOT, Scope.DEFAULT).things().put(key, thing);
        written = store.durable();
      } finally {
        store.exit();
      }
      written.join();
      acknowledged.put(key, thing);
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
