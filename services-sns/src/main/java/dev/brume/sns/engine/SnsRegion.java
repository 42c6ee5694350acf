package dev.brume.sns.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.Task;
import dev.brume.core.task.TaskOutcome;
import dev.brume.core.task.TaskQueue;
import dev.brume.core.task.TaskRunner;
import dev.brume.sns.engine.Topic.TopicContext;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The topics of an account in a region. Looking a topic up takes no lock; creating, changing and
 * deleting topics takes the directory's lock, under which a topic's lock may be taken.
 */
public final class SnsRegion implements AutoCloseable {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int IDENTITY_LENGTH = 16;

  private final Object directoryLock = new Object();
  private final Scope scope;
  private final SnsEnvironment environment;
  private final Table<String, TopicRecord> records;
  private final NavigableMap<String, Topic> topics = new ConcurrentSkipListMap<>();
  private final SentMessages sent;
  private final Recipients recipients;
  private final PlatformApplications applications;
  private final PhoneNumbers numbers;
  private final TopicDeliveryHandler deliveryHandler;
  private final ApplicationEvents events;
  private final TaskQueue<Replay> replays;
  private final TaskQueue<AuditReport> auditReports;
  private final TopicContext world;

  private SnsRegion(Scope scope, Tables tables, SnsEnvironment environment) {
    this.scope = scope;
    this.environment = environment;
    records = tables.table(SnsTables.TOPICS, SnsTables.REGION);
    sent = new SentMessages(tables);
    events = new ApplicationEvents(scope, tables, environment);
    applications = new PlatformApplications(scope, tables, environment.ids(), events);
    numbers = new PhoneNumbers(tables, environment.ids());
    DeliveryStatusLog statusLog = new DeliveryStatusLog(scope, environment, this::recordOf);
    recipients = new Recipients(sent, applications, numbers, statusLog, events);
    deliveryHandler = new TopicDeliveryHandler(scope, tables, environment, recipients, statusLog);
    TaskRunner runner = new TaskRunner(environment.timeline(), environment.outbox());
    replays = runner.open(SnsTables.REPLAYS, tables, SnsTables.REGION, this::replay);
    auditReports =
        runner.open(
            SnsTables.AUDIT_REPORTS, tables, SnsTables.REGION, new Auditor(scope, environment));
    world =
        new TopicContext(
            scope.region(), tables, environment, deliveryHandler, replays::add, auditReports::add);
    records.forEach((name, record) -> topics.put(name, open(record)));
  }

  /** The store's specification for creating regions. */
  public static RootSpec<SnsRegion> spec(SnsEnvironment environment) {
    return new RootSpec<>(
            SnsTables.SERVICE, true, (scope, tables) -> new SnsRegion(scope, tables, environment))
        .withTables(SnsTables.ALL);
  }

  private Topic open(TopicRecord record) {
    return new Topic(arnOf(record.name()), scope.account(), record, world, records);
  }

  /** The ARN of the topic with that name, whether it exists or not. */
  public String arnOf(String name) {
    return scope.arn(SnsTables.SERVICE, name).toString();
  }

  private TopicRecord recordOf(String topicArn) {
    Topic topic = topics.get(topicArn.substring(topicArn.lastIndexOf(':') + 1));
    return topic == null ? null : topic.settings();
  }

  /** The phones, devices and mailboxes that messages go to. */
  public Recipients recipients() {
    return recipients;
  }

  /** What has left for phones, devices and mailboxes. */
  public SentMessages sent() {
    return sent;
  }

  /** Platform applications and their endpoints. */
  public PlatformApplications applications() {
    return applications;
  }

  /** Phone numbers, and settings of text messages. */
  public PhoneNumbers phoneNumbers() {
    return numbers;
  }

  /**
   * Confirms or restores the subscription of a token; see {@link Topic#confirm}.
   *
   * @return null if the token is for none of this region's
   */
  public Subscription confirm(
      String token, boolean authenticated, boolean authenticatesUnsubscribe) {
    for (Topic topic : topics.values()) {
      Subscription confirmed = topic.confirm(token, authenticated, authenticatesUnsubscribe);
      if (confirmed != null) {
        return confirmed;
      }
    }
    return null;
  }

  /** Continues a replay; the rest is another task. */
  private CompletionStage<TaskOutcome> replay(Task<Replay> task) {
    Topic topic = topics.get(task.payload().topicName());
    Replay rest = topic == null ? null : topic.replay(task.payload());
    if (rest != null) {
      replays.add(rest);
    }
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }

  /** The topic, or null. */
  public Topic find(String name) {
    return topics.get(name);
  }

  /** The topics whose names come after {@code after}, by name. */
  public Stream<Topic> list(String after) {
    return topics.tailMap(after, false).values().stream();
  }

  /** Creates a topic; an existing one with that name is returned unchanged. */
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
      topic.begin();
      topics.put(name, topic);
      return topic;
    }
  }

  /**
   * Changes a topic's attributes.
   *
   * @throws dev.brume.core.error.AwsError NotFound where it is gone
   */
  public void changeAttributes(Topic topic, UnaryOperator<Map<String, String>> change) {
    changeRecord(topic, record -> record.withAttributes(change.apply(record.attributes())));
  }

  /**
   * Changes a topic's tags.
   *
   * @throws dev.brume.core.error.AwsError NotFound where it is gone
   */
  public void changeTags(Topic topic, UnaryOperator<Map<String, String>> change) {
    changeRecord(topic, record -> record.withTags(change.apply(record.tags())));
  }

  private void changeRecord(Topic topic, UnaryOperator<TopicRecord> change) {
    synchronized (directoryLock) {
      if (topics.get(topic.settings().name()) != topic) {
        throw TopicErrors.noSuchTopic();
      }
      topic.change(change);
    }
  }

  /** Deletes a topic with its subscriptions; does nothing if it no longer exists. */
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
    deliveryHandler.close();
    replays.close();
    auditReports.close();
    events.close();
  }
}
