package dev.brume.sns.engine;

import dev.brume.core.port.DeliveryMessage;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskQueue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A topic with its subscriptions. Its lock guards all of it. */
public final class Topic {
  /** {@code true} where FIFO topics deduplicate by the message's content. */
  public static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";

  /** Whether FIFO topics deduplicate in the whole topic or within each group. */
  public static final String FIFO_THROUGHPUT_SCOPE = "FifoThroughputScope";

  /** {@code 1} (SHA1) or {@code 2} (SHA256). */
  public static final String SIGNATURE_VERSION = "SignatureVersion";

  private static final String SQS = "sqs";

  private final Object lock = new Object();
  private final String arn;
  private final String account;
  private final TopicWorld world;
  private final Table<String, TopicRecord> records;
  private final Table<String, SubscriptionRecord> stored;
  private final Table<String, PublishResult> deduplications;
  private final Table<String, TopicCounters> counters;
  private final NavigableMap<String, Subscription> subscriptions = new TreeMap<>();
  private volatile TopicRecord record;
  private boolean deleted;

  /** What topics of a region share. */
  record TopicWorld(
      Tables tables, SnsEnvironment environment, TaskQueue<TopicDelivery> deliveries) {}

  Topic(
      String arn,
      String account,
      TopicRecord record,
      TopicWorld world,
      Table<String, TopicRecord> records) {
    this.arn = arn;
    this.account = account;
    this.record = record;
    this.world = world;
    this.records = records;
    Tables tables = world.tables();
    stored = tables.table(SnsTables.SUBSCRIPTIONS, record.identity());
    deduplications = tables.table(SnsTables.DEDUPLICATIONS, record.identity());
    counters = tables.table(SnsTables.COUNTERS, record.identity());
    stored.forEach((id, each) -> subscriptions.put(id, new Subscription(arnOf(id), each)));
  }

  private String arnOf(String id) {
    return arn + ":" + id;
  }

  /** Its ARN. */
  public String arn() {
    return arn;
  }

  /** The account that it belongs to. */
  public String account() {
    return account;
  }

  /** What is stored of it. */
  public TopicRecord settings() {
    return record;
  }

  void change(UnaryOperator<TopicRecord> change) {
    synchronized (lock) {
      record = change.apply(record);
      records.put(record.name(), record);
    }
  }

  void end() {
    synchronized (lock) {
      deleted = true;
      SnsTables.OF_A_TOPIC.forEach(spec -> world.tables().drop(spec, record.identity()));
    }
  }

  private void checkPresent() {
    if (deleted) {
      throw new NoSuchTopic();
    }
  }

  // ------------------------------------------------------------------------ subscriptions

  /** Its subscriptions, by id. */
  public List<Subscription> subscriptions() {
    synchronized (lock) {
      return new ArrayList<>(subscriptions.values());
    }
  }

  /** The subscription of that id, or null. */
  public Subscription subscription(String id) {
    synchronized (lock) {
      return subscriptions.get(id);
    }
  }

  /**
   * Adds a subscription, unless there is one of that protocol and endpoint: that is returned as it
   * is.
   *
   * @throws NoSuchTopic where it was deleted meanwhile
   */
  public Subscription subscribe(
      String protocol,
      String endpoint,
      String owner,
      String principal,
      Map<String, String> attributes) {
    synchronized (lock) {
      checkPresent();
      for (Subscription known : subscriptions.values()) {
        boolean isSame =
            known.settings().protocol().equals(protocol)
                && known.settings().endpoint().equals(endpoint);
        if (isSame) {
          return known;
        }
      }
      String id = world.environment().ids().uuid();
      SubscriptionRecord added =
          new SubscriptionRecord(
              id, record.name(), protocol, endpoint, owner, principal, attributes);
      return adopt(added);
    }
  }

  private Subscription adopt(SubscriptionRecord changed) {
    Subscription subscription = new Subscription(arnOf(changed.id()), changed);
    stored.put(changed.id(), changed);
    subscriptions.put(changed.id(), subscription);
    return subscription;
  }

  /** Changes the attributes of a subscription; false where it is gone. */
  public boolean changeSubscription(String id, UnaryOperator<Map<String, String>> change) {
    synchronized (lock) {
      Subscription known = subscriptions.get(id);
      if (known == null) {
        return false;
      }
      SubscriptionRecord settings = known.settings();
      adopt(settings.withAttributes(change.apply(settings.attributes())));
      return true;
    }
  }

  /** Deletes a subscription; does nothing where it is gone. */
  public void unsubscribe(String id) {
    synchronized (lock) {
      if (subscriptions.remove(id) != null) {
        stored.remove(id);
        long deletions = counted().deletedSubscriptions() + 1;
        counters.put(
            SnsTables.COUNTERS_KEY, new TopicCounters(counted().lastSequence(), deletions));
      }
    }
  }

  private TopicCounters counted() {
    TopicCounters known = counters.get(SnsTables.COUNTERS_KEY);
    return known == null ? TopicCounters.NONE : known;
  }

  /** How many of its subscriptions were deleted. */
  public long deletedSubscriptions() {
    synchronized (lock) {
      return counted().deletedSubscriptions();
    }
  }

  // --------------------------------------------------------------------------- publishing

  /**
   * Publishes a message: every subscription that wants it will get it. A FIFO topic takes a message
   * that it has had within the last five minutes without delivering it again.
   *
   * @param origin scheme and host of the links that subscribers get
   * @throws NoSuchTopic where it was deleted meanwhile
   */
  public PublishResult publish(PublishedMessage message, String origin) {
    synchronized (lock) {
      checkPresent();
      long nowMillis = world.environment().timeline().nowMillis();
      if (!record.isFifo()) {
        PublishResult result = new PublishResult(world.environment().ids().uuid(), null, nowMillis);
        deliver(message, result, origin, null);
        return result;
      }
      String deduplicationId = deduplicationId(message);
      String key =
          record.has(FIFO_THROUGHPUT_SCOPE, "MessageGroup")
              ? message.groupId() + "/" + deduplicationId
              : deduplicationId;
      PublishResult known = deduplications.get(key);
      long interval = TopicQuotas.DEDUPLICATION_INTERVAL.toMillis();
      if (known != null && nowMillis - known.publishedMillis() < interval) {
        return known;
      }
      forgetBefore(nowMillis - interval);
      PublishResult result =
          new PublishResult(world.environment().ids().uuid(), nextSequence(), nowMillis);
      deduplications.put(key, result);
      deliver(message, result, origin, deduplicationId);
      return result;
    }
  }

  private static String deduplicationId(PublishedMessage message) {
    if (message.deduplicationId() != null) {
      return message.deduplicationId();
    }
    try {
      byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private void forgetBefore(long millis) {
    List<String> old = new ArrayList<>();
    deduplications.forEach(
        (key, published) -> {
          if (published.publishedMillis() <= millis) {
            old.add(key);
          }
        });
    old.forEach(deduplications::remove);
  }

  private String nextSequence() {
    long next = counted().lastSequence() + 1;
    counters.put(SnsTables.COUNTERS_KEY, new TopicCounters(next, counted().deletedSubscriptions()));
    return String.format("%020d", next);
  }

  private void deliver(
      PublishedMessage message, PublishResult result, String origin, String deduplicationId) {
    for (Subscription subscription : subscriptions.values()) {
      if (subscription.wants(message)) {
        world.deliveries().add(delivery(subscription, message, result, origin, deduplicationId));
      }
    }
  }

  private TopicDelivery delivery(
      Subscription subscription,
      PublishedMessage message,
      PublishResult result,
      String origin,
      String deduplicationId) {
    String endpoint = subscription.settings().endpoint();
    DeliveryMessage sent =
        DeliveryMessage.of(message.bodyFor(SQS))
            .withSubject(message.subject())
            .withAttributes(message.attributes());
    if (endpoint.endsWith(TopicRecord.FIFO_SUFFIX)) {
      sent = sent.inGroup(message.groupId(), deduplicationId);
    } else if (!record.isFifo()) {
      sent = sent.inGroup(message.groupId(), null);
    }
    String version = record.attributes().getOrDefault(SIGNATURE_VERSION, "1");
    TopicDelivery.Envelope envelope =
        subscription.isRaw()
            ? null
            : new TopicDelivery.Envelope(
                result.messageId(),
                result.sequenceNumber(),
                result.publishedMillis(),
                record.isFifo() ? null : version,
                origin);
    return new TopicDelivery(
        arn, subscription.arn(), endpoint, subscription.deadLetterArn(), sent, envelope);
  }
}
