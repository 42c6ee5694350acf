package dev.brume.server.persistence;

import static dev.brume.server.persistence.SqsCalls.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while messages are sent, received and deleted over HTTP: whatever it has
 * acknowledged is there afterwards. Source of truth: the promise of {@code --data}. {@code
 * -Dbrume.crashes=100} kills it that often.
 */
class ServerCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 4);
  private static final int SENDERS = 3;
  private static final int RECEIVERS = 2;
  private static final int MOST_MESSAGES = 400;
  private static final String QUEUE = "jobs";

  @TempDir private Path directory;

  private final Random random = new Random(11);
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> maybeSent = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Set<String> maybeDeleted = ConcurrentHashMap.newKeySet();

  @Test
  void acknowledgedMessagesAreThereAndDeletedOnesAreNot() throws Exception {
    for (int crash = 0; crash < CRASHES; crash++) {
      workUntilKilled(crash, 1 + random.nextInt(MOST_MESSAGES));
    }
    try (RealServer server = start();
        SqsCalls calls = new SqsCalls(server.endpoint())) {
      check(calls);
    }
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    assertThat(deleted).hasSizeGreaterThan(CRASHES);
    System.out.printf(
        "%d kills: %d messages were acknowledged and %d deletions; none was lost, none came back%n",
        CRASHES, sent.size(), deleted.size());
  }

  private RealServer start() throws IOException {
    return RealServer.start(List.of(), "--data", directory.toString());
  }

  private void workUntilKilled(int round, int messages) throws Exception {
    try (RealServer server = start();
        SqsCalls calls = new SqsCalls(server.endpoint())) {
      check(calls);
      String queueUrl = calls.createQueue(QUEUE);
      CountDownLatch enough = new CountDownLatch(messages);
      List<Thread> clients = new ArrayList<>();
      AtomicInteger number = new AtomicInteger();
      for (int sender = 0; sender < SENDERS; sender++) {
        clients.add(
            client(
                () -> {
                  String body = round + "-" + number.incrementAndGet();
                  maybeSent.add(body);
                  calls.send(queueUrl, body);
                  sent.add(body);
                  enough.countDown();
                }));
      }
      for (int receiver = 0; receiver < RECEIVERS; receiver++) {
        clients.add(client(() -> receiveAndDelete(calls, queueUrl)));
      }
      enough.await();
      server.kill();
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  /** One call after the other, until the server is gone. */
  private static Thread client(Call call) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  call.run();
                }
              } catch (IOException | InterruptedException e) {
                // The server was killed; what it was asked may have been done or not.
              }
            });
    thread.start();
    return thread;
  }

  @FunctionalInterface
  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  private void receiveAndDelete(SqsCalls calls, String queueUrl)
      throws IOException, InterruptedException {
    JsonNode received =
        calls.call(
            "ReceiveMessage",
            object()
                .put("QueueUrl", queueUrl)
                .put("MaxNumberOfMessages", 5)
                .put("WaitTimeSeconds", 20));
    for (JsonNode message : received.path("Messages")) {
      String body = message.get("Body").asText();
      maybeDeleted.add(body);
      calls.call(
          "DeleteMessage",
          object()
              .put("QueueUrl", queueUrl)
              .put("ReceiptHandle", message.get("ReceiptHandle").asText()));
      deleted.add(body);
    }
  }

  private void check(SqsCalls calls) throws IOException, InterruptedException {
    if (maybeSent.isEmpty()) {
      return;
    }
    TreeSet<String> there = calls.bodies(QUEUE);
    Set<String> mustBeThere = new TreeSet<>(sent);
    mustBeThere.removeAll(maybeDeleted);
    assertThat(there).containsAll(mustBeThere);
    assertThat(there).doesNotContainAnyElementsOf(deleted);
    assertThat(maybeSent).containsAll(there);
  }
}
