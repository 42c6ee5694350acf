package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.port.DeliveryOutcome;
import dev.brume.core.port.Sender;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskHandler;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import dev.brume.sns.engine.Topic.TopicWorld;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The topics of an account in a region. Looking a topic up takes no lock; making, changing and
 * deleting topics takes the directory's, under which that of a topic may be taken.
 */
public final class SnsRegion implements AutoCloseable {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int IDENTITY_LENGTH = 16;
  private static final String PRINCIPAL = "sns.amazonaws.com";

  private final Object directoryLock = new Object();
  private final Scope scope;
  private final SnsEnvironment environment;
  private final Table<String, TopicRecord> records;
  private final NavigableMap<String, Topic> topics = new ConcurrentSkipListMap<>();
  private final TaskQueue<TopicDelivery> deliveries;
  private final TopicWorld world;

  private SnsRegion(Scope scope, Tables tables, SnsEnvironment environment) {
    this.scope = scope;
    this.environment = environment;
    records = tables.table(SnsTables.TOPICS, SnsTables.REGION);
    TaskRunner runner = new TaskRunner(environment.timeline(), environment.outbox());
    deliveries = runner.open(SnsTables.DELIVERIES, tables, SnsTables.REGION, new Courier());
    world = new TopicWorld(tables, environment, deliveries);
    records.forEach((name, record) -> topics.put(name, open(record)));
  }

  /** How the store makes regions. */
  public static RootSpec<SnsRegion> spec(SnsEnvironment environment) {
    return new RootSpec<>(
            SnsTables.SERVICE, true, (scope, tables) -> new SnsRegion(scope, tables, environment))
        .withTables(SnsTables.ALL);
  }

  private Topic open(TopicRecord record) {
    return new Topic(arnOf(record.name()), scope.account(), record, world, records);
  }

  /** The ARN of the topic of that name, whether it exists or not. */
  public String arnOf(String name) {
    return scope.arn(SnsTables.SERVICE, name).toString();
  }

  /** The topic, or null. */
  public Topic find(String name) {
    return topics.get(name);
  }

  /** The topics whose names come after {@code after}, by name. */
  public Stream<Topic> list(String after) {
    return topics.tailMap(after, false).values().stream();
  }

  /** Makes a topic; where there is one of that name, it is returned as it is. */
  public Topic createOrFind(String name, Map<String, String> attributes, Map<String, String> tags) {
    synchronized (directoryLock) {
      Topic known = topics.get(name);
      if (known != null) {
        return known;
      }
      String identity = environment.ids().text(IDENTITY_LENGTH, HEXADECIMAL);
      TopicRecord record = new TopicRecord(name, identity, attributes, tags);
      records.put(name, record);
      Topic topic = open(record);
      topics.put(name, topic);
      return topic;
    }
  }

  /**
   * Changes a topic's attributes.
   *
   * @throws NoSuchTopic where it is gone
   */
  public void changeAttributes(Topic topic, UnaryOperator<Map<String, String>> change) {
    changeRecord(topic, record -> record.withAttributes(change.apply(record.attributes())));
  }

  /**
   * Changes a topic's tags.
   *
   * @throws NoSuchTopic where it is gone
   */
  public void changeTags(Topic topic, UnaryOperator<Map<String, String>> change) {
    changeRecord(topic, record -> record.withTags(change.apply(record.tags())));
  }

  private void changeRecord(Topic topic, UnaryOperator<TopicRecord> change) {
    synchronized (directoryLock) {
      if (topics.get(topic.settings().name()) != topic) {
        throw new NoSuchTopic();
      }
      topic.change(change);
    }
  }

  /** Deletes a topic with its subscriptions; does nothing where it is gone. */
  public void delete(String name) {
    synchronized (directoryLock) {
      Topic topic = topics.remove(name);
      if (topic != null) {
        records.remove(name);
        topic.end();
      }
    }
  }

  @Override
  public void close() {
    deliveries.close();
  }

  /** Brings messages to subscriptions, and to dead-letter queues what can't be delivered. */
  private final class Courier implements TaskHandler<TopicDelivery> {
    @Override
    public CompletionStage<TaskOutcome> run(Task<TopicDelivery> task) {
      TopicDelivery delivery = task.payload();
      if (delivery.envelope() == null) {
        return send(delivery, delivery.message());
      }
      CompletableFuture<String> envelope = environment.envelopes().apply(delivery);
      if (envelope.isDone()) {
        return send(delivery, enclosed(delivery, envelope.join()));
      }
      CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
      environment
          .outbox()
          .await(envelope, () -> goOn(delivery, envelope).whenComplete(into(outcome)));
      return outcome;
    }

    private CompletionStage<TaskOutcome> goOn(
        TopicDelivery delivery, CompletableFuture<String> envelope) {
      return envelope.isCompletedExceptionally()
          ? envelope.thenApply(text -> TaskOutcome.RETRY)
          : send(delivery, enclosed(delivery, envelope.join()));
    }

    private static <T> BiConsumer<T, Throwable> into(CompletableFuture<T> outcome) {
      return (value, failure) -> {
        if (failure == null) {
          outcome.complete(value);
        } else {
          outcome.completeExceptionally(failure);
        }
      };
    }

    private static DeliveryMessage enclosed(TopicDelivery delivery, String envelope) {
      DeliveryMessage message = delivery.message();
      return DeliveryMessage.of(envelope).inGroup(message.groupId(), message.deduplicationId());
    }

    private CompletionStage<TaskOutcome> send(TopicDelivery delivery, DeliveryMessage message) {
      Sender sender = new Sender(PRINCIPAL, delivery.topicArn(), scope.account());
      return environment
          .deliveries()
          .deliver(delivery.targetArn(), message, sender)
          .thenApply(Courier::after);
    }

    private static TaskOutcome after(DeliveryOutcome outcome) {
      return switch (outcome.status()) {
        case DELIVERED -> TaskOutcome.DONE;
        case THROTTLED, FAILED -> TaskOutcome.RETRY;
        case NOT_FOUND, ACCESS_DENIED, INVALID -> TaskOutcome.abandon(outcome.message());
      };
    }

    @Override
    public void abandoned(Task<TopicDelivery> task, String reason) {
      TopicDelivery delivery = task.payload();
      if (delivery.deadLetterArn() != null) {
        deliveries.add(delivery.toDeadLetterQueue());
      }
    }
  }
}
