package dev.brume.server.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brume.server.Brume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects too big for the heap stand in files that come and go with them. Source of truth: the
 * promises of {@code --data} and of {@code /_brume}.
 */
final class KeptObjectsTest {
  private static final int SMALL = 1_000;
  private static final int BIG = 300_000;

  /** More than a request body may have that is not streamed. */
  private static final int HUGE = 20_000_000;

  @TempDir private Path directory;

  private Brume start() {
    return Brume.builder().data(directory.resolve("data")).start();
  }

  private List<Path> files() throws IOException {
    Path bodies = directory.resolve("data/bodies");
    if (!Files.exists(bodies)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(bodies)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private void awaitFiles(int number) {
    await().atMost(20, SECONDS).until(() -> files().size() == number);
  }

  @Test
  void areThereAfterARestart() throws Exception {
    try (Brume brume = start();
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      calls.put("/kept", new byte[0]);
      calls.put("/kept/small", ObjectCalls.contents(1, SMALL));
      calls.put("/kept/big", ObjectCalls.contents(2, BIG));
      calls.put("/kept/gone", ObjectCalls.contents(3, BIG));
      calls.put("/kept/gone", ObjectCalls.contents(4, BIG));
      awaitFiles(2);
    }
    try (Brume brume = start();
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      assertThat(ObjectCalls.numberOf(calls.get("/kept/small"))).isEqualTo(1);
      assertThat(ObjectCalls.numberOf(calls.get("/kept/big"))).isEqualTo(2);
      assertThat(ObjectCalls.numberOf(calls.get("/kept/gone"))).isEqualTo(4);
      calls.delete("/kept/gone");
      awaitFiles(1);
      calls.post("/_brume/reset");
      awaitFiles(0);
    }
  }

  @Test
  void goOutAndInWithTheState() throws Exception {
    Path export = directory.resolve("export.db");
    try (Brume brume = Brume.builder().start();
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      calls.put("/taken", new byte[0]);
      calls.put("/taken/huge", ObjectCalls.contents(1, HUGE));
      calls.put("/taken/small", ObjectCalls.contents(2, SMALL));
      calls.get("/_brume/state", export);
    }
    try (Brume brume = start();
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      calls.put("/replaced", new byte[0]);
      calls.put("/replaced/big", ObjectCalls.contents(3, BIG));
      calls.put("/_brume/state", export);
      awaitFiles(1);
    }
    try (Brume brume = start();
        ObjectCalls calls = new ObjectCalls(brume.endpoint())) {
      assertThat(ObjectCalls.numberOf(calls.get("/taken/huge"))).isEqualTo(1);
      assertThat(ObjectCalls.numberOf(calls.get("/taken/small"))).isEqualTo(2);
      assertThat(calls.get("/replaced/big")).isNull();
    }
  }
}
