package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.sns.api.ConfirmSubscriptionInput;
import dev.brume.sns.api.ConfirmSubscriptionResponse;
import dev.brume.sns.api.GetSubscriptionAttributesInput;
import dev.brume.sns.api.GetSubscriptionAttributesResponse;
import dev.brume.sns.api.ListSubscriptionsByTopicInput;
import dev.brume.sns.api.ListSubscriptionsByTopicResponse;
import dev.brume.sns.api.ListSubscriptionsInput;
import dev.brume.sns.api.ListSubscriptionsResponse;
import dev.brume.sns.api.SetSubscriptionAttributesInput;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.api.SubscribeInput;
import dev.brume.sns.api.SubscribeResponse;
import dev.brume.sns.api.UnsubscribeInput;
import dev.brume.sns.engine.NewSubscription;
import dev.brume.sns.engine.SnsRegion;
import dev.brume.sns.engine.Subscription;
import dev.brume.sns.engine.SubscriptionTokens;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import dev.brume.sns.engine.TopicRecord;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Subscriptions. What AWS answers to Subscribe of a platform endpoint that does not exist, to
 * Unsubscribe of a pending subscription, and to unknown members of a RedrivePolicy is as its users
 * report it.
 */
final class SubscriptionOperations {
  /** Returned instead of an ARN while the subscription is not confirmed. */
  private static final String PENDING = "pending confirmation";

  /** The same in lists. */
  private static final String PENDING_IN_LISTS = "PendingConfirmation";

  private static final Pattern TRUTH = Pattern.compile("(?i)true|false|");

  /** The prefix of error texts about Subscribe's attributes. */
  private static final String WHERE = "Attributes Reason: ";

  private final TopicFinder topics;
  private final LinkOrigin origin;

  SubscriptionOperations(TopicFinder topics, LinkOrigin origin) {
    this.topics = topics;
    this.origin = origin;
  }

  SubscribeResponse subscribe(RequestContext context, SubscribeInput input) {
    Arn arn = TopicFinder.topicArn(context, "TopicArn", input.topicArn());
    String endpoint =
        SubscriptionEndpoints.checked(
            input.protocol(), input.endpoint() == null ? "" : input.endpoint());
    Map<String, String> attributes =
        SubscriptionAttributes.ofNew(input.protocol(), input.attributes());
    Topic topic = topics.find(arn).topic();
    checkOrder(topic, input.protocol(), endpoint);
    checkDevice(input.protocol(), endpoint);
    checkDeadLetters(
        topic, context.scope().account(), attributes.get(Subscription.REDRIVE_POLICY), WHERE);
    checkReplay(topic, attributes, WHERE);
    checkFilterPolicies(topic, null, attributes.get(Subscription.FILTER_POLICY));
    NewSubscription asked =
        new NewSubscription(
            input.protocol(),
            endpoint,
            context.scope().account(),
            context.identity().principal().arn(),
            attributes);
    Subscription subscription = topic.subscribe(asked, origin.of(context));
    if (!SubscriptionAttributes.isAsGiven(subscription, attributes)) {
      throw SnsFaults.invalid(WHERE + "Subscription already exists with different attributes");
    }
    boolean isHidden =
        subscription.isPending() && !Boolean.TRUE.equals(input.returnSubscriptionArn());
    return SubscribeResponse.builder()
        .subscriptionArn(isHidden ? PENDING : subscription.arn())
        .build();
  }

  /** Only archived messages can be replayed. */
  private static void checkReplay(Topic topic, Map<String, String> attributes, String where) {
    if (attributes.containsKey(Subscription.REPLAY_POLICY) && topic.archiveBeginsMillis() == 0) {
      throw SnsFaults.invalid(where + "ReplayPolicy: the topic has no archive");
    }
  }

  /** AWS publishes no text for that. */
  private static void checkFilterPolicies(Topic topic, Subscription changed, String policy) {
    boolean isNew = policy != null && (changed == null || changed.filterPolicy() == null);
    if (!isNew) {
      return;
    }
    long known = topic.subscriptions().stream().filter(each -> each.filterPolicy() != null).count();
    if (known >= TopicQuotas.MAX_FILTER_POLICIES) {
      throw SnsErrors.filterPolicyLimitExceededException(
          "The topic has " + known + " filter policies, which is the limit");
    }
  }

  private void checkDevice(String protocol, String endpoint) {
    if (protocol.equals("application") && !topics.isDevice(endpoint)) {
      throw SnsFaults.invalid("Endpoint Reason: Endpoint does not exist for endpoint " + endpoint);
    }
  }

  /**
   * "The Amazon SNS subscription and Amazon SQS queue must be under the same AWS account and
   * Region." The account of a subscription may be that in its ARN or its owner's. And messages of
   * standard topics have no group, which FIFO queues need. In which words AWS says so is not
   * published.
   */
  private static void checkDeadLetters(Topic topic, String owner, String policy, String where) {
    if (policy == null || policy.isEmpty()) {
      return;
    }
    Arn queue = SubscriptionAttributes.deadLetterQueue(policy, where);
    Scope home = Arn.parse(topic.arn()).orElseThrow().scope();
    boolean isNear =
        queue.region().equals(home.region())
            && (queue.account().equals(owner) || queue.account().equals(home.account()));
    if (!isNear) {
      throw SnsFaults.invalid(
          where
              + "RedrivePolicy: deadLetterTargetArn must be in the subscription's account and"
              + " region");
    }
    if (queue.resource().endsWith(TopicRecord.FIFO_SUFFIX) && !topic.settings().isFifo()) {
      throw SnsFaults.invalid(
          where
              + "RedrivePolicy: FIFO SQS Queues can not be dead-letter queues of standard SNS"
              + " topics");
    }
  }

  /** FIFO topics only deliver to queues; only they deliver to FIFO queues. */
  private static void checkOrder(Topic topic, String protocol, String endpoint) {
    boolean isFifo = topic.settings().isFifo();
    if (isFifo && !protocol.equals("sqs")) {
      throw SnsFaults.invalid("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
    }
    if (!isFifo && endpoint.endsWith(TopicRecord.FIFO_SUFFIX)) {
      throw SnsFaults.invalid(
          "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
              + " SNS topics");
    }
  }

  /**
   * Confirms a subscription, or restores an ended one; also by the link sent to its endpoint,
   * without a signature. The topic's name is not checked, its region and account are.
   */
  ConfirmSubscriptionResponse confirmSubscription(
      RequestContext context, ConfirmSubscriptionInput input) {
    Arn arn =
        Arn.parse(input.topicArn())
            .filter(known -> known.service().equals("sns"))
            .orElseThrow(() -> SnsFaults.invalid("Topic"));
    String token = input.token();
    if (!SubscriptionTokens.isHexadecimal(token)) {
      throw SnsErrors.invalidParameterException("Invalid token");
    }
    String region = SubscriptionTokens.regionOf(token);
    if (region == null) {
      throw SnsFaults.invalid("Token");
    }
    if (!region.equals(arn.region())) {
      throw SnsFaults.invalid("Topic");
    }
    String authentication =
        input.authenticateOnUnsubscribe() == null ? "false" : input.authenticateOnUnsubscribe();
    if (!TRUTH.matcher(authentication).matches()) {
      // In which words AWS says so is not recorded.
      throw SnsFaults.invalid("AuthenticateOnUnsubscribe");
    }
    boolean isSigned = !context.caller().isAnonymous();
    boolean authenticates = isSigned && authentication.equalsIgnoreCase("true");
    SnsRegion known = topics.knownRegion(arn.scope());
    Subscription subscription =
        known == null ? null : known.confirm(token, isSigned, authenticates);
    if (subscription == null) {
      throw SnsFaults.invalid("Token");
    }
    return ConfirmSubscriptionResponse.builder().subscriptionArn(subscription.arn()).build();
  }

  /** "The subscription is deleted"; also by the link in every message, without a signature. */
  Unit unsubscribe(RequestContext context, UnsubscribeInput input) {
    TopicFinder.FoundSubscription found = topics.subscriptionOrNull(input.subscriptionArn());
    if (found != null) {
      if (found.subscription().isPending()) {
        throw SnsFaults.invalid(
            "SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending"
                + " confirmation");
      }
      boolean needsSignature =
          found.subscription().settings().confirmation().authenticatesUnsubscribe();
      if (needsSignature && context.caller().isAnonymous()) {
        throw SnsErrors.authorizationErrorException(
            "The subscription can be ended by an authenticated request only");
      }
      found.topic().unsubscribe(found.subscription().settings().id(), origin.of(context));
    }
    return Unit.INSTANCE;
  }

  private TopicFinder.FoundSubscription find(String subscriptionArn) {
    TopicFinder.FoundSubscription found = topics.subscriptionOrNull(subscriptionArn);
    if (found == null) {
      throw SnsFaults.noSuchSubscription();
    }
    return found;
  }

  GetSubscriptionAttributesResponse getSubscriptionAttributes(
      RequestContext context, GetSubscriptionAttributesInput input) {
    TopicFinder.FoundSubscription found = find(input.subscriptionArn());
    return GetSubscriptionAttributesResponse.builder()
        .attributes(SubscriptionAttributes.show(found.topic(), found.subscription()))
        .build();
  }

  Unit setSubscriptionAttributes(RequestContext context, SetSubscriptionAttributesInput input) {
    TopicFinder.FoundSubscription found = find(input.subscriptionArn());
    if (input.attributeName().equals(Subscription.REPLAY_POLICY)) {
      checkNewReplay(found, String.valueOf(input.attributeValue()));
    }
    if (input.attributeName().equals(Subscription.FILTER_POLICY)) {
      checkFilterPolicies(found.topic(), found.subscription(), input.attributeValue());
    }
    if (input.attributeName().equals(Subscription.REDRIVE_POLICY)) {
      String owner = found.subscription().settings().owner();
      checkDeadLetters(found.topic(), owner, input.attributeValue(), "");
    }
    boolean isThere =
        found
            .topic()
            .changeSubscription(
                found.subscription().settings().id(),
                known ->
                    SubscriptionAttributes.with(
                        found.subscription().settings().protocol(),
                        known,
                        input.attributeName(),
                        input.attributeValue()));
    if (!isThere) {
      throw SnsFaults.noSuchSubscription();
    }
    return Unit.INSTANCE;
  }

  /** A replay must end before the next one starts. */
  private static void checkNewReplay(TopicFinder.FoundSubscription found, String policy) {
    if (policy.length() > 2) {
      checkReplay(found.topic(), Map.of(Subscription.REPLAY_POLICY, policy), "");
      Map<String, String> known = found.subscription().settings().attributes();
      if (Subscription.REPLAYING.equals(known.get(Subscription.REPLAY_STATUS))) {
        throw SnsErrors.replayLimitExceededException("A replay of the subscription goes on");
      }
    }
  }

  // ------------------------------------------------------------------------------ listing

  ListSubscriptionsResponse listSubscriptions(
      RequestContext context, ListSubscriptionsInput input) {
    PageTokens tokens = tokens("ListSubscriptions", context.scope());
    String after = tokens.position(input.nextToken());
    Stream<Subscription> all =
        topics.region(context).list("").flatMap(topic -> topic.subscriptions().stream());
    PageTokens.Page<dev.brume.sns.api.Subscription> page = page(tokens, all, after);
    return ListSubscriptionsResponse.builder()
        .subscriptions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      RequestContext context, ListSubscriptionsByTopicInput input) {
    Topic topic = topics.find(context, input.topicArn()).topic();
    PageTokens tokens = tokens("ListSubscriptionsByTopic", topic.arn());
    String after = tokens.position(input.nextToken());
    PageTokens.Page<dev.brume.sns.api.Subscription> page =
        page(tokens, topic.subscriptions().stream(), after);
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static PageTokens tokens(String operation, Object filter) {
    return PageTokens.of("sns", operation, () -> SnsFaults.invalid("NextToken"), filter);
  }

  private static PageTokens.Page<dev.brume.sns.api.Subscription> page(
      PageTokens tokens, Stream<Subscription> all, String after) {
    Stream<Subscription> rest =
        all.sorted((one, other) -> one.arn().compareTo(other.arn()))
            .filter(subscription -> subscription.arn().compareTo(after) > 0);
    return tokens
        .page(rest, TopicQuotas.PAGE_SIZE, Subscription::arn)
        .map(SubscriptionOperations::shown);
  }

  private static dev.brume.sns.api.Subscription shown(Subscription subscription) {
    String arn = subscription.arn();
    return dev.brume.sns.api.Subscription.builder()
        .subscriptionArn(subscription.isPending() ? PENDING_IN_LISTS : arn)
        .topicArn(arn.substring(0, arn.lastIndexOf(':')))
        .protocol(subscription.settings().protocol())
        .endpoint(subscription.settings().endpoint())
        .owner(subscription.settings().owner())
        .build();
  }
}
