package dev.brume.sns.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.sns.engine.SubscriptionRecord.Confirmation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The subscriptions of one topic, whose lock guards them: those that get messages, those whose
 * endpoint still has to agree, and those that have ended and can be restored.
 */
final class TopicSubscriptions {
  /** "Confirmation tokens are valid for two days." */
  static final Duration CONFIRMATION_TIME = Duration.ofDays(2);

  /** Protocols whose endpoints must agree before they get messages. */
  private static final Set<String> CONFIRMED = Set.of("http", "https", "email", "email-json");

  private final String topicArn;
  private final TopicRecord topic;
  private final String region;
  private final SnsEnvironment environment;
  private final Table<String, SubscriptionRecord> stored;
  private final Table<String, SubscriptionRecord> ended;
  private final NavigableMap<String, Subscription> known = new TreeMap<>();
  private final Map<String, String> idsByEndpoint = new HashMap<>();
  private int pending;

  /** No token of a pending subscription is older. */
  private long oldestTokenMillis = Long.MAX_VALUE;

  TopicSubscriptions(
      String topicArn,
      String region,
      TopicRecord topic,
      Tables tables,
      SnsEnvironment environment) {
    this.topicArn = topicArn;
    this.region = region;
    this.topic = topic;
    this.environment = environment;
    stored = tables.table(SnsTables.SUBSCRIPTIONS, topic.identity());
    ended = tables.table(SnsTables.ENDED_SUBSCRIPTIONS, topic.identity());
    stored.forEach((id, record) -> adopt(record));
  }

  private Subscription adopt(SubscriptionRecord record) {
    Subscription subscription = new Subscription(topicArn + ":" + record.id(), record);
    Subscription former = known.put(record.id(), subscription);
    idsByEndpoint.put(key(record.protocol(), record.endpoint()), record.id());
    if (subscription.isPending()) {
      oldestTokenMillis = Math.min(oldestTokenMillis, record.confirmation().sinceMillis());
    }
    pending += (subscription.isPending() ? 1 : 0) - (former != null && former.isPending() ? 1 : 0);
    return subscription;
  }

  private static String key(String protocol, String endpoint) {
    return protocol + " " + endpoint;
  }

  private Subscription put(SubscriptionRecord record) {
    stored.put(record.id(), record);
    return adopt(record);
  }

  private void forgetExpired() {
    long nowMillis = environment.timeline().nowMillis();
    if (pending == 0 || nowMillis - oldestTokenMillis < CONFIRMATION_TIME.toMillis()) {
      return;
    }
    List<Subscription> expired = new ArrayList<>();
    oldestTokenMillis = Long.MAX_VALUE;
    for (Subscription subscription : known.values()) {
      if (subscription.isPending() && isExpired(subscription.settings(), nowMillis)) {
        expired.add(subscription);
      } else if (subscription.isPending()) {
        long since = subscription.settings().confirmation().sinceMillis();
        oldestTokenMillis = Math.min(oldestTokenMillis, since);
      }
    }
    expired.forEach(subscription -> remove(subscription.settings().id()));
  }

  private static boolean isExpired(SubscriptionRecord record, long nowMillis) {
    return nowMillis - record.confirmation().sinceMillis() >= CONFIRMATION_TIME.toMillis();
  }

  /** All that there are, by id. */
  Collection<Subscription> all() {
    forgetExpired();
    return known.values();
  }

  /** How many of them still have to be confirmed. */
  int pending() {
    forgetExpired();
    return pending;
  }

  /** The one of that id, or null. */
  Subscription get(String id) {
    forgetExpired();
    return known.get(id);
  }

  /** The one of that protocol and endpoint, or null. */
  Subscription find(String protocol, String endpoint) {
    forgetExpired();
    String id = idsByEndpoint.get(key(protocol, endpoint));
    return id == null ? null : known.get(id);
  }

  Subscription add(NewSubscription asked) {
    Confirmation confirmation =
        CONFIRMED.contains(asked.protocol()) ? newPending() : Confirmation.AT_ONCE;
    return put(
        new SubscriptionRecord(
            environment.ids().uuid(),
            topic.name(),
            asked.protocol(),
            asked.endpoint(),
            asked.owner(),
            asked.principal(),
            asked.attributes(),
            confirmation));
  }

  private Confirmation newPending() {
    String token = SubscriptionTokens.make(environment.ids(), region);
    return Confirmation.pending(token, environment.timeline().nowMillis());
  }

  /**
   * Gives one that is pending its full time again. The token stays, since one that was sent before
   * is valid for two days, too.
   */
  Subscription renew(Subscription subscription) {
    String token = subscription.settings().confirmation().token();
    long nowMillis = environment.timeline().nowMillis();
    return put(subscription.settings().with(Confirmation.pending(token, nowMillis)));
  }

  Subscription change(Subscription subscription, Map<String, String> attributes) {
    return put(subscription.settings().withAttributes(attributes));
  }

  /** Removes a subscription; null where there is none. */
  Subscription remove(String id) {
    Subscription removed = known.remove(id);
    if (removed != null) {
      stored.remove(id);
      SubscriptionRecord settings = removed.settings();
      idsByEndpoint.remove(key(settings.protocol(), settings.endpoint()), id);
      pending -= removed.isPending() ? 1 : 0;
    }
    return removed;
  }

  /** Whether the endpoint of a subscription is told when that ends. */
  static boolean isToldOfEnd(Subscription subscription) {
    return subscription.settings().confirmation().token() != null && !subscription.isPending();
  }

  /** Keeps a subscription that has ended, so that its endpoint can restore it; with a new token. */
  SubscriptionRecord keepEnded(Subscription subscription) {
    forgetEnded();
    SubscriptionRecord kept = subscription.settings().with(newPending());
    ended.put(kept.id(), kept);
    return kept;
  }

  private void forgetEnded() {
    long nowMillis = environment.timeline().nowMillis();
    List<String> old = new ArrayList<>();
    ended.forEach(
        (id, record) -> {
          if (isExpired(record, nowMillis)) {
            old.add(id);
          }
        });
    old.forEach(ended::remove);
  }

  /**
   * Confirms or restores the subscription that a token is for; null where it is for none. One that
   * is confirmed already stays as it is.
   */
  Subscription confirm(String token, boolean authenticated, boolean authenticatesUnsubscribe) {
    for (Subscription subscription : all()) {
      Confirmation confirmation = subscription.settings().confirmation();
      if (token.equals(confirmation.token())) {
        return confirmation.isPending()
            ? put(
                subscription
                    .settings()
                    .with(confirmed(confirmation, authenticated, authenticatesUnsubscribe)))
            : subscription;
      }
    }
    forgetEnded();
    SubscriptionRecord[] found = new SubscriptionRecord[1];
    ended.forEach(
        (id, record) -> {
          if (token.equals(record.confirmation().token())) {
            found[0] = record;
          }
        });
    if (found[0] == null) {
      return null;
    }
    ended.remove(found[0].id());
    return put(
        found[0].with(confirmed(found[0].confirmation(), authenticated, authenticatesUnsubscribe)));
  }

  private static Confirmation confirmed(
      Confirmation pending, boolean authenticated, boolean authenticatesUnsubscribe) {
    return new Confirmation(
        pending.token(), false, authenticated, authenticatesUnsubscribe, pending.sinceMillis());
  }
}
