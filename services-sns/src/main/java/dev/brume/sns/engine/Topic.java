package dev.brume.sns.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A topic with its subscriptions. Its lock guards all of it. */
public final class Topic {
  /** {@code true} where FIFO topics deduplicate by the message's content. */
  public static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";

  /** Whether FIFO topics deduplicate in the whole topic or within each group. */
  public static final String FIFO_THROUGHPUT_SCOPE = "FifoThroughputScope";

  /** {@code 1} (SHA1) or {@code 2} (SHA256). */
  public static final String SIGNATURE_VERSION = "SignatureVersion";

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Object lock = new Object();
  private final String arn;
  private final String account;
  private final TopicWorld world;
  private final Table<String, TopicRecord> records;
  private final Table<String, PublishResult> deduplications;
  private final Table<String, TopicCounters> counters;
  private final TopicSubscriptions subscriptions;
  private final Notifications notifications;
  private final Map<String, Long> lastSendMillis = new HashMap<>();
  private volatile TopicRecord record;
  private boolean deleted;

  /** What topics of a region share. */
  record TopicWorld(String region, Tables tables, SnsEnvironment environment, Courier courier) {}

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
    deduplications = tables.table(SnsTables.DEDUPLICATIONS, record.identity());
    counters = tables.table(SnsTables.COUNTERS, record.identity());
    subscriptions =
        new TopicSubscriptions(arn, world.region(), record, tables, world.environment());
    notifications = new Notifications(arn, world.environment());
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
      return new ArrayList<>(subscriptions.all());
    }
  }

  /** How many of its subscriptions still have to be confirmed. */
  public int pendingSubscriptions() {
    synchronized (lock) {
      return subscriptions.pending();
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
   * is. An endpoint that has to agree is asked to, each time.
   *
   * @param origin scheme and host of the links that it gets
   * @throws NoSuchTopic where it was deleted meanwhile
   */
  public Subscription subscribe(NewSubscription asked, String origin) {
    synchronized (lock) {
      checkPresent();
      Subscription known = subscriptions.find(asked.protocol(), asked.endpoint());
      if (known != null && !known.isPending()) {
        return known;
      }
      Subscription subscription =
          known == null ? subscriptions.add(asked) : subscriptions.renew(known);
      if (subscription.isPending()) {
        world.courier().add(notifications.confirmation(record, subscription, origin));
      }
      return subscription;
    }
  }

  /**
   * Confirms or restores the subscription that a token is for.
   *
   * @param authenticated whether who confirms has signed the request
   * @param authenticatesUnsubscribe whether only a signed request may end it then
   * @return null where the token is for none of this topic's
   */
  public Subscription confirm(
      String token, boolean authenticated, boolean authenticatesUnsubscribe) {
    synchronized (lock) {
      return subscriptions.confirm(token, authenticated, authenticatesUnsubscribe);
    }
  }

  /** Changes the attributes of a subscription; false where it is gone. */
  public boolean changeSubscription(String id, UnaryOperator<Map<String, String>> change) {
    synchronized (lock) {
      Subscription known = subscriptions.get(id);
      if (known == null) {
        return false;
      }
      subscriptions.change(known, change.apply(known.settings().attributes()));
      return true;
    }
  }

  /**
   * Deletes a subscription; does nothing where it is gone. Endpoints that had to agree are told,
   * and can restore it.
   *
   * @param origin scheme and host of the links that they get
   */
  public void unsubscribe(String id, String origin) {
    synchronized (lock) {
      Subscription removed = subscriptions.remove(id);
      if (removed == null) {
        return;
      }
      lastSendMillis.remove(id);
      if (TopicSubscriptions.isToldOfEnd(removed)) {
        String token = subscriptions.keepEnded(removed).confirmation().token();
        world.courier().add(notifications.end(record, removed, token, origin));
      }
      long deletions = counted().deletedSubscriptions() + 1;
      counters.put(SnsTables.COUNTERS_KEY, new TopicCounters(counted().lastSequence(), deletions));
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
   * @throws NoSuchTopic where it was deleted meanwhile
   */
  public PublishResult publish(PublishedMessage message) {
    synchronized (lock) {
      checkPresent();
      long nowMillis = world.environment().timeline().nowMillis();
      if (!record.isFifo()) {
        PublishResult result = new PublishResult(world.environment().ids().uuid(), null, nowMillis);
        deliver(message, result, null);
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
      deliver(message, result, deduplicationId);
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

  private void deliver(PublishedMessage message, PublishResult result, String deduplicationId) {
    for (Subscription subscription : subscriptions.all()) {
      if (subscription.wants(message)) {
        TopicDelivery delivery =
            notifications.message(record, subscription, message, result, deduplicationId, false);
        world.courier().add(delivery, dueMillis(subscription, delivery));
      }
    }
  }

  /** Where a delivery policy limits how many messages a second there are, they are spread. */
  private long dueMillis(Subscription subscription, TopicDelivery delivery) {
    int perSecond = delivery.http() == null ? 0 : delivery.http().maxReceivesPerSecond();
    if (perSecond == 0) {
      return Long.MIN_VALUE;
    }
    String id = subscription.settings().id();
    long distance = Math.max(1, MILLIS_PER_SECOND / perSecond);
    long earliest = lastSendMillis.getOrDefault(id, 0L) + distance;
    long due = Math.max(world.environment().timeline().nowMillis(), earliest);
    lastSendMillis.put(id, due);
    return due;
  }
}
