package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sns.engine.PlatformEndpoint;
import dev.brume.sns.engine.SnsRegion;
import dev.brume.sns.engine.Subscription;
import dev.brume.sns.engine.Topic;

/** Finds topics and subscriptions by ARN. */
final class TopicFinder {
  private static final String SERVICE = "sns";
  private static final int MIN_ELEMENTS = 6;

  private final Store store;
  private final RootSpec<SnsRegion> spec;

  /** A topic and its region. */
  record Found(SnsRegion region, Topic topic) {}

  /** A subscription and its topic. */
  record FoundSubscription(Topic topic, Subscription subscription) {}

  TopicFinder(Store store, RootSpec<SnsRegion> spec) {
    this.store = store;
    this.spec = spec;
  }

  /** The request's region. */
  SnsRegion region(RequestContext context) {
    return region(context.scope());
  }

  SnsRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /** The topic, or null; empty regions are not created. */
  Topic findQuietly(Arn arn) {
    SnsRegion region = knownRegion(arn.scope());
    return region == null ? null : region.find(arn.resource());
  }

  /** The region of a scope, or null if it is empty; it is not created. */
  SnsRegion knownRegion(Scope scope) {
    return store.holds(spec, scope) ? store.root(spec, scope) : null;
  }

  /**
   * Parses the ARN of a topic.
   *
   * @throws AwsError InvalidParameter where it is none, or one of another partition or region
   */
  static Arn topicArn(RequestContext context, String parameter, String text) {
    Arn arn = arn(parameter, text);
    Scope scope = context.scope();
    if (!arn.region().equals(scope.region()) || !arn.partition().equals(scope.partition())) {
      throw SnsFaults.invalid(parameter);
    }
    return arn;
  }

  private static Arn arn(String parameter, String text) {
    int elements = text.split(":", -1).length;
    if (elements < MIN_ELEMENTS) {
      throw SnsFaults.invalid(
          parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
    }
    return Arn.parse(text)
        .filter(known -> known.service().equals(SERVICE))
        .orElseThrow(() -> SnsFaults.invalid(parameter));
  }

  /**
   * The id after {@code prefix} in the ARN of an application or an endpoint of the request's region
   * and account.
   *
   * @param parts the number of the id's parts, separated by slashes
   * @throws AwsError InvalidParameter
   */
  static String slashedId(
      RequestContext context, String parameter, String text, String prefix, int parts) {
    Arn arn = topicArn(context, parameter, text);
    String[] segments = arn.resource().split("/", -1);
    if (segments.length != parts + 1) {
      throw SnsFaults.invalid(
          parameter + " Reason: Wrong number of slashes in relative portion of the ARN.");
    }
    if (!arn.resource().startsWith(prefix) || !arn.account().equals(context.scope().account())) {
      throw SnsFaults.invalid(parameter);
    }
    return arn.resource().substring(prefix.length());
  }

  /**
   * The topic with an ARN.
   *
   * @throws AwsError InvalidParameter or NotFound
   */
  Found find(RequestContext context, String topicArn) {
    return find(topicArn(context, "TopicArn", topicArn));
  }

  /** The same for a parsed ARN. */
  Found find(Arn arn) {
    SnsRegion region = knownRegion(arn.scope());
    Topic topic = region == null ? null : region.find(arn.resource());
    if (topic == null) {
      throw SnsFaults.noSuchTopic();
    }
    return new Found(region, topic);
  }

  /** The topic with an ARN, and its region; null if there is none. */
  Found findOrNull(Arn arn) {
    SnsRegion region = knownRegion(arn.scope());
    Topic topic = region == null ? null : region.find(arn.resource());
    return topic == null ? null : new Found(region, topic);
  }

  /**
   * The subscription with an ARN, in any region; null if there is none.
   *
   * @throws AwsError InvalidParameter if it is not an ARN of SNS
   */
  FoundSubscription subscriptionOrNull(String subscriptionArn) {
    Arn arn = arn("SubscriptionArn", subscriptionArn);
    int colon = arn.resource().indexOf(':');
    if (colon < 0) {
      throw SnsFaults.invalid("SubscriptionArn");
    }
    SnsRegion region = knownRegion(arn.scope());
    Topic topic = region == null ? null : region.find(arn.resource().substring(0, colon));
    Subscription subscription =
        topic == null ? null : topic.subscription(arn.resource().substring(colon + 1));
    return subscription == null ? null : new FoundSubscription(topic, subscription);
  }

  /** Whether there is a platform endpoint with that ARN. */
  boolean isDevice(String endpointArn) {
    Arn arn = Arn.parse(endpointArn).orElseThrow();
    SnsRegion region = knownRegion(arn.scope());
    String id = arn.resource().substring(PlatformEndpoint.ARN_PREFIX.length());
    return region != null && region.applications().endpoint(id) != null;
  }

  /** The region of a topic. */
  SnsRegion regionOf(Topic topic) {
    return Arn.parse(topic.arn()).map(arn -> knownRegion(arn.scope())).orElseThrow();
  }
}
