package dev.brume.server.persistence;

import static dev.brume.server.persistence.SqsCalls.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed in the middle of notifications, dead letters, replication and message moves.
 * Afterwards every acknowledged message is in exactly one of the queues that it passes, every
 * object that is there was notified once, and its replica comes. AWS would allow notifications to
 * come twice; here their delivery and their end are written as one. Source of truth: the promise of
 * {@code --data}, and docs/decisions/0063-durable-work.md. {@code -Dbrume.crashes=100} kills it
 * that often.
 */
class DurableWorkCrashTest {
  private static final int CRASHES = Integer.getInteger("brume.crashes", 3);
  private static final int CLIENTS_OF_A_KIND = 2;
  private static final int MOST_CALLS = 150;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final JsonMapper JSON = new JsonMapper();

  private static final String NOTIFICATION =
      "<NotificationConfiguration><QueueConfiguration><Queue>"
          + ARN
          + "events</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>"
          + "</NotificationConfiguration>";
  private static final String VERSIONING =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  private static final String REPLICATION =
      "<ReplicationConfiguration><Role>arn:aws:iam::000000000000:role/replication</Role><Rule>"
          + "<ID>all</ID><Status>Enabled</Status><Priority>1</Priority><Filter/>"
          + "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>"
          + "<Destination><Bucket>arn:aws:s3:::replica</Bucket></Destination></Rule>"
          + "</ReplicationConfiguration>";

  @TempDir private Path directory;

  private final Random random = new Random(17);
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> maybeSent = ConcurrentHashMap.newKeySet();
  private final Set<String> put = ConcurrentHashMap.newKeySet();
  private final Set<String> maybePut = ConcurrentHashMap.newKeySet();

  @FunctionalInterface
  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  @Test
  void nothingAcknowledgedIsLostOrHappensTwice() throws Exception {
    try (RealServer server = start()) {
      setUp(server);
    }
    for (int crash = 0; crash < CRASHES; crash++) {
      workUntilKilled(10 + random.nextInt(MOST_CALLS));
    }
    try (RealServer server = start();
        SqsCalls queues = new SqsCalls(server.endpoint());
        ObjectCalls objects = new ObjectCalls(server.endpoint())) {
      checkMessages(queues);
      checkObjects(queues, objects);
    }
    assertThat(directory.resolve("state.db.damaged-1")).doesNotExist();
    System.out.printf(
        "%d kills: %d messages moved between queues, %d objects were notified and replicated;"
            + " none was lost, nothing happened twice%n",
        CRASHES, sent.size(), put.size());
  }

  private RealServer start() throws IOException {
    return RealServer.start(List.of(), "--data", directory.toString());
  }

  private static void setUp(RealServer server) throws IOException, InterruptedException {
    try (SqsCalls queues = new SqsCalls(server.endpoint());
        ObjectCalls objects = new ObjectCalls(server.endpoint())) {
      for (String name : List.of("dead", "moved", "events")) {
        queues.createQueue(name);
      }
      queues.call(
          "CreateQueue",
          object()
              .put("QueueName", "work")
              .set(
                  "Attributes",
                  object()
                      .put("VisibilityTimeout", "0")
                      .put(
                          "RedrivePolicy",
                          "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}")));
      for (String bucket : List.of("source", "replica")) {
        objects.put("/" + bucket, new byte[0]);
        objects.configure("/" + bucket + "?versioning", VERSIONING);
      }
      objects.configure("/source?notification", NOTIFICATION);
      objects.configure("/source?replication", REPLICATION);
    }
  }

  private void workUntilKilled(int calls) throws Exception {
    try (RealServer server = start();
        SqsCalls queues = new SqsCalls(server.endpoint());
        ObjectCalls objects = new ObjectCalls(server.endpoint())) {
      String work = queues.createQueue("work");
      CountDownLatch enough = new CountDownLatch(calls);
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS_OF_A_KIND; i++) {
        clients.add(client(() -> send(queues, work, enough)));
        clients.add(client(() -> put(objects, enough)));
        clients.add(client(() -> receive(queues, work)));
      }
      clients.add(client(() -> move(queues)));
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

  private void send(SqsCalls queues, String work, CountDownLatch enough)
      throws IOException, InterruptedException {
    String body = "m" + number.incrementAndGet();
    maybeSent.add(body);
    queues.send(work, body);
    sent.add(body);
    enough.countDown();
  }

  private void put(ObjectCalls objects, CountDownLatch enough)
      throws IOException, InterruptedException {
    int chosen = number.incrementAndGet();
    String key = "k" + chosen;
    maybePut.add(key);
    objects.put("/source/" + key, ObjectCalls.contents(chosen, 64));
    put.add(key);
    enough.countDown();
  }

  /** The second receive of a message makes a dead letter of it. */
  private static void receive(SqsCalls queues, String work)
      throws IOException, InterruptedException {
    queues.call("ReceiveMessage", object().put("QueueUrl", work).put("MaxNumberOfMessages", 10));
  }

  private static void move(SqsCalls queues) throws IOException, InterruptedException {
    if (!isMoving(queues)) {
      queues.call(
          "StartMessageMoveTask",
          object().put("SourceArn", ARN + "dead").put("DestinationArn", ARN + "moved"));
    }
  }

  private static boolean isMoving(SqsCalls queues) throws IOException, InterruptedException {
    JsonNode tasks = queues.call("ListMessageMoveTasks", object().put("SourceArn", ARN + "dead"));
    return "RUNNING".equals(tasks.path("Results").path(0).path("Status").asText());
  }

  private void checkMessages(SqsCalls queues) throws Exception {
    await().atMost(LONG_ENOUGH).until(() -> !isMoving(queues));
    List<String> there = new ArrayList<>();
    for (String queue : List.of("work", "dead", "moved")) {
      await().atMost(LONG_ENOUGH).untilAsserted(() -> there.addAll(queues.allBodies(queue)));
    }
    assertThat(there).doesNotHaveDuplicates().containsAll(sent);
    assertThat(maybeSent).containsAll(there);
  }

  private void checkObjects(SqsCalls queues, ObjectCalls objects) throws Exception {
    Set<String> kept = new HashSet<>();
    for (String key : maybePut) {
      if (objects.get("/source/" + key) != null) {
        kept.add(key);
      }
    }
    assertThat(kept).containsAll(put);
    List<String> notified = new ArrayList<>();
    for (String body : queues.allBodies("events")) {
      for (JsonNode record : JSON.readTree(body).path("Records")) {
        notified.add(record.path("s3").path("object").path("key").asText());
      }
    }
    assertThat(notified).containsExactlyInAnyOrderElementsOf(kept);
    for (String key : kept) {
      await().atMost(LONG_ENOUGH).until(() -> objects.get("/replica/" + key) != null);
    }
  }
}
