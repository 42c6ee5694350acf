package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An answer waits until whatever it speaks of is written down, also what another request has done.
 * Source of truth: the contract of {@link dev.brume.core.state.Store#durable}.
 */
class DurableAnswersTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final TableSpec<String, String> TABLE =
      new TableSpec<>("held", "held", String.class, String.class);
  private static final RootSpec<Held> ROOT =
      new RootSpec<>("held", false, (scope, tables) -> new Held(tables));

  @TempDir private Path directory;

  private record Held(Tables tables) implements AutoCloseable {
    @Override
    public void close() {}
  }

  /**
   * A section that has changed something and goes on holds back the writing of all that changes
   * meanwhile: the message that is sent, and its delivery to the one who waits.
   */
  @Test
  void aLongPollIsAnsweredOnceTheMessageOfAnotherRequestIsKept() throws Exception {
    try (Brume brume = Brume.builder().data(directory).virtualTime().start()) {
      call(brume, "CreateQueue", "{\"QueueName\":\"q\"}").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String queue = "{\"QueueUrl\":\"" + brume.endpoint() + "/000000000000/q\",";
      CompletableFuture<HttpResponse> poll =
          call(brume, "ReceiveMessage", queue + "\"WaitTimeSeconds\":20}");
      CountDownLatch goOn = new CountDownLatch(1);
      Thread section = holdSection(brume.parts().store, goOn);
      CompletableFuture<HttpResponse> sent =
          call(brume, "SendMessage", queue + "\"MessageBody\":\"awaited\"}");
      CompletableFuture<HttpResponse> seen =
          call(brume, "GetQueueAttributes", queue + "\"AttributeNames\":[\"All\"]}");
      assertThat(brume.parts().store.durable()).isNotDone();
      assertThat(sent).isNotDone();
      assertThat(seen).isNotDone();
      assertThat(poll).isNotDone();
      goOn.countDown();
      section.join();
      for (CompletableFuture<HttpResponse> answer : List.of(sent, seen, poll)) {
        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      assertThat(new String(poll.join().bytes(), StandardCharsets.UTF_8)).contains("awaited");
      assertThat(new String(seen.join().bytes(), StandardCharsets.UTF_8))
          .contains("\"ApproximateNumberOfMessagesNotVisible\":\"1\"");
    }
  }

  /** A section that changes something, and does not end before {@code goOn}. */
  private static Thread holdSection(InMemoryStore store, CountDownLatch goOn) throws Exception {
    CountDownLatch changed = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              store.enter();
              try {
                store.root(ROOT, Scope.DEFAULT).tables().table(TABLE, "").put("key", "value");
                changed.countDown();
                goOn.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              } finally {
                store.exit();
              }
            });
    thread.start();
    changed.await();
    return thread;
  }

  private static CompletableFuture<HttpResponse> call(Brume brume, String operation, String json) {
    Headers headers =
        new Headers()
            .add("Host", "localhost:" + brume.port())
            .add("Content-Type", "application/x-amz-json-1.0")
            .add("X-Amz-Target", "AmazonSQS." + operation);
    return brume
        .handle(
            new HttpRequest(
                "POST",
                "/",
                null,
                headers,
                new RequestBody.Whole(json.getBytes(StandardCharsets.UTF_8)),
                ClientConnection.INTERNAL))
        .toCompletableFuture();
  }
}
