package dev.brume.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.codec.ValueCodec;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source of truth: the contract of {@link Journal}. */
class GroupJournalTest {
  private static final TableKey TABLE =
      new TableKey(new InMemoryStore.Part("things", Scope.DEFAULT), "things", "");

  @TempDir private Path directory;

  private GroupJournal journal(BooleanSupplier rest) {
    StateFile file = StateFile.open(directory.resolve("state.db"), null, false, new ValueCodec());
    file.load((table, key, value) -> {});
    GroupJournal journal = new GroupJournal(file, Persistence.always(directory), () -> true, rest);
    journal.start();
    return journal;
  }

  /** While one section goes on and others come and go, their group can't be sealed. */
  @Test
  void sectionsThatOverlapWithoutEndAreBroughtToRest() throws Exception {
    CountDownLatch mustRest = new CountDownLatch(1);
    CountDownLatch atRest = new CountDownLatch(1);
    GroupJournal journal =
        journal(
            () -> {
              mustRest.countDown();
              await(atRest);
              return true;
            });
    journal.changed(TABLE, 1L, "a section that goes on");
    CompletableFuture<Void> first = journal.durable();
    Thread others =
        new Thread(
            () -> {
              while (mustRest.getCount() > 0) {
                journal.changed(TABLE, 2L, "a short section");
                journal.endSection();
              }
            });
    others.start();
    mustRest.await();
    others.join();
    assertThat(first).isNotDone();
    journal.endSection();
    atRest.countDown();
    first.join();
    journal.close();
  }

  @Test
  void afterTheEndNothingIsPromisedAnyMore() {
    GroupJournal journal = journal(() -> true);
    journal.changed(TABLE, 1L, "in time");
    journal.endSection();
    CompletableFuture<Void> inTime = journal.durable();
    journal.close();
    assertThat(inTime).isCompleted();
    journal.changed(TABLE, 2L, "too late");
    journal.endSection();
    assertThatThrownBy(journal.durable()::join).hasMessageContaining("closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
