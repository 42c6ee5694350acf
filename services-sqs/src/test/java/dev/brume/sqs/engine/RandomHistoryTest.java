package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.state.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a standard and a FIFO queue with their dead-letter queues, step by step the
 * same as those of a plain model: so no message is lost, none is delivered twice but by the rules,
 * each group keeps its order, and the counts are right. Restarts, and restores of snapshots in the
 * middle, change nothing. The seed is the parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-architecture.html">Amazon
 *     SQS architecture</a>
 */
class RandomHistoryTest {
  private static final int STEPS = 1_500;

  private final SqsContext sqs = new SqsContext();
  private final Map<String, QueueModel> models = new LinkedHashMap<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();
  private Random random;
  private int sent;

  /** A message in a consumer's hands, in the engine and in the model. */
  private record Held(String queue, ReceivedMessage message, QueueModel.Entry entry, int receive) {}

  /** A waiting consumer in both. */
  private record Pair(WaitingConsumer waitingConsumer, QueueModel.Polling polling) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void isThatOfTheModel(int seed) {
    random = new Random(seed);
    make("dlq", new QueueModel(false, 30, 0, 4_000, 0, null), null);
    make("q", new QueueModel(false, 10, random.nextInt(4), 600, 3, models.get("dlq")), "dlq");
    make("dlq.fifo", new QueueModel(true, 30, 0, 4_000, 0, null), null);
    make(
        "q.fifo",
        new QueueModel(true, 10, random.nextInt(4), 600, 3, models.get("dlq.fifo")),
        "dlq.fifo");
    for (int step = 0; step < STEPS; step++) {
      step();
      compare("step " + step);
    }
    pass(15_000_000);
    compare("the end");
    models.values().forEach(model -> assertThat(model.entries).isEmpty());
  }

  private void make(String name, QueueModel model, String deadLetterQueue) {
    models.put(name, model);
    sqs.create(
        name,
        attributes -> {
          attributes
              .visibilityTimeoutSeconds(model.visibilitySeconds)
              .delaySeconds(model.delaySeconds)
              .messageRetentionPeriodSeconds(model.retentionSeconds);
          if (deadLetterQueue != null) {
            attributes.redrivePolicy(sqs.redrive(deadLetterQueue, model.maxReceiveCount));
          }
        });
  }

  private void step() {
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6 -> send();
      case 7, 8, 9, 10, 11, 12 -> receive();
      case 13, 14, 15 -> delete();
      case 16, 17 -> changeVisibility();
      case 18, 19, 20 -> pass(random.nextInt(6_000));
      case 21 -> poll();
      case 22 -> cancel();
      default -> rarely();
    }
  }

  private void rarely() {
    switch (random.nextInt(4)) {
      case 0 -> pass(random.nextInt(120_000));
      case 1 -> goBack(() -> {});
      case 2 -> goBack(this::meddle);
      default -> purge();
    }
  }

  private String anyQueue() {
    return List.copyOf(models.keySet()).get(random.nextInt(models.size()));
  }

  private long now() {
    return sqs.timeline.nowMillis();
  }

  private void send() {
    String queue = random.nextBoolean() ? "q" : "q.fifo";
    String group = models.get(queue).fifo ? "g" + random.nextInt(4) : null;
    boolean again = models.get(queue).fifo && sent > 0 && random.nextInt(5) == 0;
    String body = "m" + (again ? random.nextInt(sent) : sent++);
    sqs.send(queue, SqsContext.message(body, group, group == null ? null : body));
    models.get(queue).send(body, group, body, now());
    serve();
  }

  private void receive() {
    String queue = anyQueue();
    int count = 1 + random.nextInt(4);
    int timeout = random.nextInt(4) == 0 ? 0 : random.nextInt(20);
    List<ReceivedMessage> messages =
        sqs.receive(queue, new ReceiveRequest(count, timeout, 0, null));
    List<QueueModel.Entry> entries = models.get(queue).receive(count, timeout, now());
    serve();
    assertThat(SqsContext.bodies(messages))
        .isEqualTo(entries.stream().map(entry -> entry.body).toList());
    for (int i = 0; i < entries.size(); i++) {
      QueueModel.Entry entry = entries.get(i);
      held.add(new Held(queue, messages.get(i), entry, entry.receives));
    }
  }

  private void delete() {
    if (held.isEmpty()) {
      return;
    }
    Held one = held.get(random.nextInt(held.size()));
    QueueModel model = models.get(one.queue);
    model.expire(now());
    if (isExpired(one, model)) {
      assertThatThrownBy(() -> sqs.delete(one.queue, one.message))
          .hasMessageEndingWith("The receipt handle has expired.");
    } else {
      sqs.delete(one.queue, one.message);
      model.entries.remove(one.entry);
      if (random.nextBoolean()) {
        held.remove(one);
      }
    }
    serve();
  }

  private boolean isExpired(Held one, QueueModel model) {
    boolean usable = model.isInFlight(one.entry, now()) && one.receive == one.entry.receives;
    return model.fifo && model.entries.contains(one.entry) && !usable;
  }

  private void changeVisibility() {
    if (held.isEmpty()) {
      return;
    }
    Held one = held.get(random.nextInt(held.size()));
    QueueModel model = models.get(one.queue);
    model.expire(now());
    int seconds = random.nextInt(3) == 0 ? 0 : random.nextInt(30);
    boolean latest = model.entries.contains(one.entry) && one.receive == one.entry.receives;
    boolean hides = latest && !model.fifo;
    if (isExpired(one, model) || !model.isInFlight(one.entry, now()) && !hides) {
      assertThatThrownBy(() -> sqs.changeVisibility(one.queue, one.message, seconds))
          .isInstanceOf(AwsError.class);
    } else {
      sqs.changeVisibility(one.queue, one.message, seconds);
      one.entry.dueMillis = now() + seconds * 1000L;
    }
    serve();
  }

  private void poll() {
    // No deadline falls on the very moment at which something else happens.
    pass(1);
    String queue = anyQueue();
    QueueModel model = models.get(queue);
    QueueModel.Polling polling = new QueueModel.Polling();
    polling.count = 1 + random.nextInt(3);
    polling.timeoutSeconds = random.nextInt(15);
    polling.deadlineMillis = now() + 1000L * (1 + random.nextInt(20));
    int waitSeconds = (int) (polling.deadlineMillis - now()) / 1000;
    WaitingConsumer waitingConsumer =
        sqs.poll(
            queue, new ReceiveRequest(polling.count, polling.timeoutSeconds, waitSeconds, null));
    model.waiting.add(polling);
    serve();
    pairs.add(new Pair(waitingConsumer, polling));
  }

  private void cancel() {
    if (pairs.isEmpty()) {
      return;
    }
    Pair pair = pairs.remove(random.nextInt(pairs.size()));
    pair.waitingConsumer.cancel();
    models.values().forEach(model -> model.waiting.remove(pair.polling));
  }

  private void purge() {
    String queue = anyQueue();
    pass(60_000);
    sqs.purge(queue);
    models.get(queue).purge();
  }

  /** Does things that the model never hears of, between a snapshot and its restore. */
  private void goBack(Runnable things) {
    try (Store.Snapshot snapshot = sqs.store.snapshot()) {
      sqs.send("dlq", "touched");
      things.run();
      sqs.store.restore(snapshot);
    }
    // Who waited was sent away: their answers are not in the history.
    pairs.clear();
    models.values().forEach(model -> model.waiting.clear());
  }

  private void meddle() {
    for (int i = 0; i < 20; i++) {
      String queue = anyQueue();
      sqs.sendToGroup(queue, queue.endsWith(".fifo") ? "g1" : null, "meddled" + i);
      List<ReceivedMessage> messages = sqs.receive(queue, SqsContext.upTo(3));
      if (random.nextBoolean()) {
        messages.forEach(message -> sqs.delete(queue, message));
      }
    }
    sqs.create("another");
    if (random.nextBoolean()) {
      sqs.delete("q");
    }
  }

  private void pass(long millis) {
    long target = now() + millis;
    for (long event = nextEvent(now()); event <= target; event = nextEvent(event)) {
      serve(event);
      for (QueueModel model : models.values()) {
        model.endWaits(event);
      }
    }
    sqs.passMillis(millis);
  }

  private long nextEvent(long after) {
    return models.values().stream()
        .mapToLong(model -> model.nextEventMillis(after))
        .min()
        .orElseThrow();
  }

  private void serve() {
    serve(now());
  }

  /** Sources first: what they give up may be what somebody waits for. */
  private void serve(long moment) {
    models.get("q").serve(moment);
    models.get("q.fifo").serve(moment);
    for (String name : List.of("dlq", "dlq.fifo")) {
      models.get(name).serve(moment);
      models.get(name).arrive(moment);
    }
  }

  private void compare(String when) {
    models.forEach(
        (queue, model) ->
            assertThat(sqs.counts(queue)).as(when + ", " + queue).isEqualTo(model.counts(now())));
    for (Pair pair : pairs) {
      boolean waits = pair.polling.got == null;
      assertThat(SqsContext.waits(pair.waitingConsumer))
          .as(when + ", whether one waits")
          .isEqualTo(waits);
      if (!waits) {
        assertThat(SqsContext.bodies(pair.waitingConsumer)).as(when).isEqualTo(pair.polling.got);
      }
    }
    pairs.removeIf(pair -> pair.polling.got != null);
  }
}
