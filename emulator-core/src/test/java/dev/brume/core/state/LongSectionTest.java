package dev.brume.core.state;

import static dev.brume.core.state.KeptThings.in;
import static dev.brume.core.state.KeptThings.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A section that lasts holds up no other one. Source of truth: the contracts of {@link Store} and
 * {@link Journal}.
 */
@Timeout(120)
class LongSectionTest {
  /** More than may end in a group of changes before the journal wants to seal it. */
  private static final int SHORT_SECTIONS = 1_000;

  @TempDir private Path directory;

  @Test
  void othersGoOnWhileItsGroupCannotBeSealed() throws Exception {
    CountDownLatch othersAreDone = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (InMemoryStore store = Persistence.always(directory).open()) {
      Thread longSection =
          Thread.ofPlatform()
              .start(
                  () ->
                      in(
                          store,
                          root -> {
                            root.numbers().put("long", 1L);
                            begun.countDown();
                            await(othersAreDone);
                          }));
      begun.await();
      CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
      for (long i = 0; i < SHORT_SECTIONS; i++) {
        long number = i;
        in(store, root -> root.numbers().put("short", number));
        written = store.durable();
      }
      assertThat(written).isNotDone();
      othersAreDone.countDown();
      longSection.join();
      written.get(60, TimeUnit.SECONDS);
    }
    try (InMemoryStore store = Persistence.always(directory).open()) {
      assertThat(numbers(store)).isEqualTo(Map.of("long", 1L, "short", SHORT_SECTIONS - 1L));
    }
  }

  /** Bodies are deleted when no section can read them any more; that one lasts is no rest. */
  @Test
  void restIsGivenUpSoon() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (InMemoryStore store = new InMemoryStore()) {
      Thread longSection =
          Thread.ofPlatform()
              .start(
                  () ->
                      in(
                          store,
                          root -> {
                            begun.countDown();
                            await(tried);
                          }));
      begun.await();
      assertThat(store.rest()).isFalse();
      in(store, root -> root.numbers().put("meanwhile", 1L));
      tried.countDown();
      longSection.join();
      assertThat(store.rest()).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
