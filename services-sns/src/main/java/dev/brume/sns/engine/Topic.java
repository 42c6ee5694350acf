package dev.brume.sns.engine;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A topic with its subscriptions, guarded by its lock. */
public final class Topic {
  /** {@code true} if a FIFO topic deduplicates by the message's content. */
  public static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";

  /** Whether FIFO topics deduplicate in the whole topic or within each group. */
  public static final String FIFO_THROUGHPUT_SCOPE = "FifoThroughputScope";

  /** {@code 1} (SHA1) or {@code 2} (SHA256). */
  public static final String SIGNATURE_VERSION = "SignatureVersion";

  private static final long MILLIS_PER_SECOND = 1_000;

  private final Object lock = new Object();
  private final String arn;
  private final String account;
  private final TopicContext context;
  private final Table<String, TopicRecord> records;
  private final Deduplications deduplications;
  private final Table<String, TopicCounters> counters;
  private final TopicSubscriptions subscriptions;
  private final Notifications notifications;
  private final Map<String, Long> lastSendMillis = new HashMap<>();
  private final TopicArchive archive;
  private volatile TopicRecord record;
  private DataProtection protection;
  private long retentionMillis;
  private boolean deleted;

  /** The objects shared by the topics of a region. */
  record TopicContext(
      String region,
      Tables tables,
      SnsEnvironment environment,
      TopicDeliveryHandler deliveryHandler,
      Consumer<Replay> replays,
      Consumer<AuditReport> audits) {}

  Topic(
      String arn,
      String account,
      TopicRecord record,
      TopicContext context,
      Table<String, TopicRecord> records) {
    this.arn = arn;
    this.account = account;
    this.record = record;
    this.context = context;
    this.records = records;
    Tables tables = context.tables();
    deduplications = new Deduplications(tables.table(SnsTables.DEDUPLICATIONS, record.identity()));
    counters = tables.table(SnsTables.COUNTERS, record.identity());
    subscriptions =
        new TopicSubscriptions(arn, context.region(), record, tables, context.environment());
    notifications = new Notifications(arn, context.environment());
    archive = new TopicArchive(tables.sorted(SnsTables.ARCHIVE, record.identity()));
    prepare();
  }

  /** Its ARN. */
  public String arn() {
    return arn;
  }

  /** The owning account. */
  public String account() {
    return account;
  }

  /** Its stored form. */
  public TopicRecord settings() {
    return record;
  }

  void change(UnaryOperator<TopicRecord> change) {
    synchronized (lock) {
      record = change.apply(record);
      records.put(record.name(), record);
      boolean wasArchived = isArchived();
      prepare();
      if (isArchived() != wasArchived) {
        archive.clear();
        setArchivedSince();
      }
    }
  }

  /** It has been made; not called where it is opened again. */
  void begin() {
    synchronized (lock) {
      if (isArchived()) {
        setArchivedSince();
      }
    }
  }

  private void setArchivedSince() {
    long since = isArchived() ? context.environment().timeline().nowMillis() : 0;
    counters.put(SnsTables.COUNTERS_KEY, counted().archivedSince(since));
  }

  /** Reads the policies that every message needs. */
  private void prepare() {
    String retention = record.attributes().get(TopicArchive.POLICY);
    retentionMillis = retention == null ? 0 : TopicArchive.retention(retention).toMillis();
    String policy = record.attributes().get(DataProtection.POLICY);
    try {
      protection = policy == null ? DataProtection.NONE : DataProtection.parse(policy);
    } catch (DataProtection.Fault fault) {
      throw new IllegalStateException("A policy was taken that is none: " + policy, fault);
    }
  }

  private boolean isArchived() {
    return retentionMillis > 0;
  }

  /** The start of the replayable archive, in milliseconds since 1970; 0 if there is none. */
  public long archiveBeginsMillis() {
    synchronized (lock) {
      return isArchived() ? Math.max(counted().archivedSinceMillis(), oldestMillis()) : 0;
    }
  }

  private long oldestMillis() {
    return context.environment().timeline().nowMillis() - retentionMillis;
  }

  void end() {
    synchronized (lock) {
      deleted = true;
      SnsTables.OF_A_TOPIC.forEach(spec -> context.tables().drop(spec, record.identity()));
    }
  }

  private void checkPresent() {
    if (deleted) {
      throw TopicErrors.noSuchTopic();
    }
  }

  // ------------------------------------------------------------------------ subscriptions

  /** Its subscriptions, by id. */
  public List<Subscription> subscriptions() {
    synchronized (lock) {
      return new ArrayList<>(subscriptions.all());
    }
  }

  /** The number of unconfirmed subscriptions. */
  public int pendingSubscriptions() {
    synchronized (lock) {
      return subscriptions.pending();
    }
  }

  /** The subscription with that id, or null. */
  public Subscription subscription(String id) {
    synchronized (lock) {
      return subscriptions.get(id);
    }
  }

  /**
   * Adds a subscription; an existing one with that protocol and endpoint is returned unchanged. An
   * endpoint that must confirm gets a request each time.
   *
   * @param origin scheme and host of the links that it gets
   * @throws dev.brume.core.error.AwsError NotFound where it was deleted meanwhile
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
        context.deliveryHandler().add(notifications.confirmation(record, subscription, origin));
      }
      return startReplay(subscription, null);
    }
  }

  /**
   * Confirms or restores the subscription of a token.
   *
   * @param authenticated whether the request is signed
   * @param authenticatesUnsubscribe whether only a signed request may end it afterwards
   * @return null if the token is for none of this topic's
   */
  public Subscription confirm(
      String token, boolean authenticated, boolean authenticatesUnsubscribe) {
    synchronized (lock) {
      return subscriptions.confirm(token, authenticated, authenticatesUnsubscribe);
    }
  }

  /** Changes the attributes of a subscription; false if it no longer exists. */
  public boolean changeSubscription(String id, UnaryOperator<Map<String, String>> change) {
    synchronized (lock) {
      Subscription known = subscriptions.get(id);
      if (known == null) {
        return false;
      }
      String formerReplay = known.settings().attributes().get(Subscription.REPLAY_POLICY);
      Map<String, String> changed = change.apply(known.settings().attributes());
      startReplay(subscriptions.change(known, changed), formerReplay);
      return true;
    }
  }

  private Subscription startReplay(Subscription subscription, String former) {
    SubscriptionRecord settings = subscription.settings();
    String policy = settings.attributes().get(Subscription.REPLAY_POLICY);
    if (Objects.equals(policy, former)) {
      return subscription;
    }
    Map<String, String> attributes = new HashMap<>(settings.attributes());
    if (policy == null) {
      attributes.remove(Subscription.REPLAY_STATUS);
    } else {
      ReplayPolicy wanted = ReplayPolicy.parse(policy);
      context
          .replays()
          .accept(
              new Replay(
                  record.name(),
                  settings.id(),
                  policy,
                  wanted.startMillis(),
                  0,
                  wanted.endMillis()));
      attributes.put(Subscription.REPLAY_STATUS, Subscription.REPLAYING);
    }
    return subscriptions.change(subscription, attributes);
  }

  /** Continues a replay; returns the rest, or null. */
  Replay replay(Replay replay) {
    synchronized (lock) {
      Subscription subscription = deleted ? null : subscriptions.get(replay.subscriptionId());
      if (subscription == null) {
        return null;
      }
      Map<String, String> attributes = new HashMap<>(subscription.settings().attributes());
      if (!replay.policy().equals(attributes.get(Subscription.REPLAY_POLICY))) {
        return null;
      }
      List<ArchivedMessage> found = archive.read(replay, oldestMillis(), Replay.STEP_MESSAGES);
      for (ArchivedMessage each : found) {
        Publication publication =
            new Publication(record, each.message(), each.result(), each.deduplicationId(), true);
        if (subscription.wants(publication)) {
          context.deliveryHandler().add(notifications.message(record, subscription, publication));
        }
      }
      if (found.size() == Replay.STEP_MESSAGES) {
        return replay.after(found.getLast());
      }
      attributes.put(Subscription.REPLAY_STATUS, Subscription.REPLAYED);
      subscriptions.change(subscription, attributes);
      return null;
    }
  }

  /**
   * Deletes a subscription; does nothing if it no longer exists. Endpoints that had confirmed it
   * are notified, and can restore it.
   *
   * @param origin scheme and host of links in messages
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
        context.deliveryHandler().add(notifications.end(record, removed, token, origin));
      }
      counters.put(SnsTables.COUNTERS_KEY, counted().withOneMoreDeleted());
    }
  }

  private TopicCounters counted() {
    TopicCounters known = counters.get(SnsTables.COUNTERS_KEY);
    return known == null ? TopicCounters.NONE : known;
  }

  /** The number of deleted subscriptions. */
  public long deletedSubscriptions() {
    synchronized (lock) {
      return counted().deletedSubscriptions();
    }
  }

  // --------------------------------------------------------------------------- publishing

  /**
   * Publishes a message to every matching subscription. A FIFO topic accepts a duplicate within
   * five minutes without delivering it again.
   *
   * @param publisher who publishes it: the ARN of an identity, or the principal of a service
   * @throws dev.brume.core.error.AwsError NotFound where it was deleted meanwhile
   * @throws dev.brume.core.error.AwsError AuthorizationError where the topic's data protection
   *     policy denies it
   */
  public PublishResult publish(PublishedMessage published, String publisher) {
    synchronized (lock) {
      checkPresent();
      PublishedMessage message = protection.inbound(published, publisher);
      long nowMillis = context.environment().timeline().nowMillis();
      if (!record.isFifo()) {
        PublishResult result =
            new PublishResult(context.environment().ids().uuid(), null, nowMillis);
        protection
            .audit(this, published.body(), result, publisher, context.environment().ids())
            .forEach(context.audits());
        deliver(message, result, null);
        return result;
      }
      String deduplicationId = deduplicationId(message);
      String key =
          record.has(FIFO_THROUGHPUT_SCOPE, "MessageGroup")
              ? message.groupId() + "/" + deduplicationId
              : deduplicationId;
      PublishResult known = deduplications.find(key, nowMillis);
      if (known != null) {
        return known;
      }
      PublishResult result =
          new PublishResult(context.environment().ids().uuid(), nextSequence(), nowMillis);
      deduplications.put(key, result);
      if (isArchived()) {
        archive.add(new ArchivedMessage(message, result, deduplicationId), oldestMillis());
      }
      deliver(message, result, deduplicationId);
      return result;
    }
  }

  private static String deduplicationId(PublishedMessage message) {
    if (message.deduplicationId() != null) {
      return message.deduplicationId();
    }
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(ChecksumAlgorithm.SHA256.of(body));
  }

  private String nextSequence() {
    long next = counted().lastSequence() + 1;
    counters.put(SnsTables.COUNTERS_KEY, counted().withSequence(next));
    return String.format("%020d", next);
  }

  private void deliver(PublishedMessage message, PublishResult result, String deduplicationId) {
    Publication publication = new Publication(record, message, result, deduplicationId, false);
    for (Subscription subscription : subscriptions.all()) {
      Publication seen = subscription.wants(publication) ? seenBy(subscription, publication) : null;
      if (seen != null) {
        TopicDelivery delivery = notifications.message(record, subscription, seen);
        context.deliveryHandler().add(delivery, dueMillis(subscription, delivery));
      }
    }
  }

  /** The message for a subscription after the topic's data protection; null if it is denied. */
  private Publication seenBy(Subscription subscription, Publication publication) {
    if (protection == DataProtection.NONE) {
      return publication;
    }
    SubscriptionRecord settings = subscription.settings();
    PublishedMessage message = publication.message();
    String body = message.bodyFor(settings.bodyName());
    String seen = protection.outbound(body, settings.principal());
    return seen == null
        ? null
        : new Publication(
            record,
            message.with(seen, Map.of()),
            publication.result(),
            publication.deduplicationId(),
            false);
  }

  /** If a delivery policy limits the messages per second, deliveries are spread over time. */
  private long dueMillis(Subscription subscription, TopicDelivery delivery) {
    int perSecond = delivery.http() == null ? 0 : delivery.http().maxReceivesPerSecond();
    if (perSecond == 0) {
      return Long.MIN_VALUE;
    }
    String id = subscription.settings().id();
    long distance = Math.max(1, MILLIS_PER_SECOND / perSecond);
    long earliest = lastSendMillis.getOrDefault(id, 0L) + distance;
    long due = Math.max(context.environment().timeline().nowMillis(), earliest);
    lastSendMillis.put(id, due);
    return due;
  }
}
