package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many threads at one queue: each message is taken once, a group's messages in order, and dead
 * letters keep their order too. The order of threads is chance, what is asserted is not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 */
class ConcurrentUseTest {
  private static final int THREADS = 4;
  private static final int MESSAGES = 2_000;

  private final SqsContext sqs = new SqsContext();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();

  private void inThreads(ThreadTask task) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        running.add(threads.submit(() -> task.run(number)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  @FunctionalInterface
  private interface ThreadTask {
    void run(int number);
  }

  @Test
  void everyMessageIsTakenOnce() throws Exception {
    sqs.create("q");
    inThreads(
        number -> {
          for (int i = 0; i < MESSAGES; i++) {
            sqs.send("q", number + "-" + i);
            List<ReceivedMessage> messages = sqs.receive("q", SqsContext.upTo(2));
            messages.forEach(message -> received.add(message.message().body()));
            messages.forEach(message -> sqs.delete("q", message));
          }
        });

    assertThat(sqs.counts("q")).isEqualTo(new QueueCounts(0, 0, 0));
    assertThat(received).hasSize(THREADS * MESSAGES).doesNotHaveDuplicates();
  }

  @Test
  void waitersGetEveryMessageOnce() throws Exception {
    sqs.create("q");
    List<WaitingConsumer> waiters = new ArrayList<>();
    for (int i = 0; i < THREADS * MESSAGES; i++) {
      waiters.add(sqs.poll("q", SqsContext.waiting(20)));
    }
    inThreads(
        number -> {
          for (int i = 0; i < MESSAGES; i++) {
            sqs.send("q", number + "-" + i);
          }
        });

    List<String> bodies = new ArrayList<>();
    waiters.forEach(waitingConsumer -> bodies.addAll(SqsContext.bodies(waitingConsumer)));
    assertThat(bodies).hasSize(THREADS * MESSAGES).doesNotHaveDuplicates();
  }

  // Each thread makes dead letters out of whatever it meets; the lane to the dead-letter queue
  // keeps the order of each group.
  @Test
  void deadLettersOfAGroupKeepTheirOrder() throws Exception {
    sqs.create("dlq.fifo");
    sqs.create("q.fifo", attributes -> attributes.redrivePolicy(sqs.redrive("dlq.fifo", 1)));
    for (int i = 0; i < MESSAGES; i++) {
      sqs.sendToGroup("q.fifo", "g" + i % 3, "g" + i % 3 + " " + (10_000 + i));
    }
    inThreads(
        number -> {
          for (int i = 0; i < MESSAGES; i++) {
            sqs.receive("q.fifo", new ReceiveRequest(1, 0, null, null));
          }
        });

    while (sqs.counts("dlq.fifo").visible() > 0) {
      List<ReceivedMessage> messages = sqs.receive("dlq.fifo", SqsContext.upTo(10));
      received.addAll(SqsContext.bodies(messages));
      messages.forEach(message -> sqs.delete("dlq.fifo", message));
    }
    Map<String, List<String>> byGroup =
        received.stream()
            .collect(
                Collectors.groupingBy(
                    body -> body.substring(0, 2), HashMap::new, Collectors.toList()));
    assertThat(received).hasSize(MESSAGES);
    byGroup.values().forEach(bodies -> assertThat(bodies).isSorted());
  }
}
