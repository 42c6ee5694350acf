package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.testkit.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A region of SQS with virtual time, for tests that read as prose. Queues are named, never held, so
 * that a restore in the middle of a test is nothing special.
 */
final class SqsContext {
  static final Scope SCOPE = TestEnvironment.SCOPE;

  private final TestEnvironment environment = new TestEnvironment();
  final VirtualTimeline timeline = environment.timeline();
  final InMemoryStore store = environment.store();
  private final RootSpec<SqsRegion> spec;

  SqsContext() {
    this(QueueRules.OF_AWS);
  }

  SqsContext(QueueRules rules) {
    spec = SqsRegion.spec(environment.surroundings(), rules);
  }

  /** Runs as a request does: inside the store's section, effects drained at the end. */
  <T> T request(Supplier<T> action) {
    return environment.request(action);
  }

  private void request(Runnable action) {
    environment.request(action);
  }

  SqsRegion region() {
    return store.root(spec, SCOPE);
  }

  Queue queue(String name) {
    return request(() -> region().get(name));
  }

  // -------------------------------------------------------------------------------- queues

  void create(String name) {
    create(name, attributes -> {});
  }

  void create(String name, Consumer<QueueAttributes.Builder> settings) {
    QueueAttributes.Builder attributes = QueueAttributes.DEFAULTS.toBuilder();
    settings.accept(attributes);
    request(() -> region().createOrFind(name, attributes.build(), Map.of()));
  }

  void change(String name, Consumer<QueueAttributes.Builder> settings) {
    request(
        () ->
            region()
                .changeAttributes(
                    region().get(name),
                    known -> {
                      QueueAttributes.Builder attributes = known.toBuilder();
                      settings.accept(attributes);
                      return attributes.build();
                    }));
  }

  void delete(String name) {
    request(() -> region().delete(region().get(name)));
  }

  void purge(String name) {
    request(() -> region().get(name).purge());
  }

  String arn(String name) {
    return "arn:aws:sqs:eu-west-1:123456789012:" + name;
  }

  RedrivePolicy redrive(String deadLetterQueue, int maxReceiveCount) {
    return new RedrivePolicy(
        arn(deadLetterQueue),
        maxReceiveCount,
        "{\"deadLetterTargetArn\":\""
            + arn(deadLetterQueue)
            + "\",\"maxReceiveCount\":"
            + maxReceiveCount
            + "}");
  }

  // -------------------------------------------------------------------------------- producers

  SentMessage send(String queue, NewMessage message) {
    return request(() -> region().get(queue).send(message));
  }

  SentMessage send(String queue, String body) {
    return send(queue, message(body));
  }

  SentMessage sendToGroup(String queue, String group, String body) {
    return send(queue, message(body, group, queue.endsWith(".fifo") ? body : null));
  }

  static NewMessage message(String body) {
    return message(body, null, null);
  }

  static NewMessage message(String body, String group, String deduplicationId) {
    return new NewMessage(
        body, Map.of(), null, "AIDA", group, deduplicationId, null, body.length());
  }

  static NewMessage delayed(String body, Integer delaySeconds) {
    return new NewMessage(body, Map.of(), null, "AIDA", null, null, delaySeconds, body.length());
  }

  // -------------------------------------------------------------------------------- consumers

  static ReceiveRequest upTo(int count) {
    return new ReceiveRequest(count, null, null, null);
  }

  static ReceiveRequest waiting(int seconds) {
    return new ReceiveRequest(1, null, seconds, null);
  }

  WaitingConsumer poll(String queue, ReceiveRequest request) {
    return request(() -> region().get(queue).receive(request));
  }

  List<ReceivedMessage> receive(String queue, ReceiveRequest request) {
    CompletableFuture<List<ReceivedMessage>> result =
        poll(queue, request).result().toCompletableFuture();
    assertThat(result).as("a receive that does not wait").isDone();
    return result.join();
  }

  /** Receives one message, which there must be. */
  ReceivedMessage receive(String queue) {
    List<ReceivedMessage> messages = receive(queue, upTo(1));
    assertThat(messages).as("messages of %s", queue).hasSize(1);
    return messages.get(0);
  }

  ReceivedMessage receiveFor(String queue, int visibilityTimeoutSeconds) {
    List<ReceivedMessage> messages =
        receive(queue, new ReceiveRequest(1, visibilityTimeoutSeconds, null, null));
    assertThat(messages).as("messages of %s", queue).hasSize(1);
    return messages.get(0);
  }

  List<String> bodies(String queue, int count) {
    return bodies(receive(queue, upTo(count)));
  }

  static List<String> bodies(List<ReceivedMessage> messages) {
    return messages.stream().map(message -> message.message().body()).toList();
  }

  static List<String> bodies(WaitingConsumer waitingConsumer) {
    assertThat(waitingConsumer.result().toCompletableFuture())
        .as("a waiter that is served")
        .isDone();
    return bodies(waitingConsumer.result().toCompletableFuture().join());
  }

  static boolean waits(WaitingConsumer waitingConsumer) {
    return !waitingConsumer.result().toCompletableFuture().isDone();
  }

  void assertEmpty(String queue) {
    assertThat(bodies(queue, 10)).as("visible messages of %s", queue).isEmpty();
  }

  void delete(String queue, ReceivedMessage message) {
    deleteBy(queue, message.receiptHandle());
  }

  void deleteBy(String queue, String receiptHandle) {
    request(() -> region().get(queue).delete(receiptHandle));
  }

  void changeVisibility(String queue, ReceivedMessage message, int seconds) {
    request(() -> region().get(queue).changeVisibility(message.receiptHandle(), seconds));
  }

  QueueCounts counts(String queue) {
    return request(() -> region().get(queue).counts());
  }

  // -------------------------------------------------------------------------------- the world

  void pass(long seconds) {
    timeline.advance(Duration.ofSeconds(seconds));
  }

  void passMillis(long millis) {
    timeline.advance(Duration.ofMillis(millis));
  }

  /** Throws all live objects away and makes them anew from the tables. */
  void restart() {
    try (Store.Snapshot snapshot = store.snapshot()) {
      SqsRegion before = region();
      // Only what has changed since the snapshot is made anew.
      touch();
      store.restore(snapshot);
      assertThat(region()).isNotSameAs(before);
    }
  }

  private void touch() {
    request(
        () ->
            region().createOrFind("restart-mark-of-the-test", QueueAttributes.DEFAULTS, Map.of()));
  }

  static void assertRefused(String code, String message, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsError.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessage(message);
  }
}
