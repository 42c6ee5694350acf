package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
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
import dev.brume.sns.engine.Subscription;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import dev.brume.sns.engine.TopicRecord;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Subscriptions. Queues are what can be delivered to; other endpoints are not taken. */
final class SubscriptionOperations {
  private static final String SQS = "sqs";
  private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9() ./-]{1,24}");

  /** Protocols of SNS that nothing here delivers by yet. */
  private static final Set<String> NOT_DONE =
      Set.of("http", "https", "email", "email-json", "sms", "application", "lambda", "firehose");

  private final TopicFinder topics;

  SubscriptionOperations(TopicFinder topics) {
    this.topics = topics;
  }

  SubscribeResponse subscribe(RequestContext context, SubscribeInput input) {
    Arn arn = TopicFinder.topicArn(context, "TopicArn", input.topicArn());
    String endpoint = input.endpoint() == null ? "" : input.endpoint();
    checkProtocol(input.protocol(), endpoint);
    Map<String, String> attributes = SubscriptionAttributes.ofNew(input.attributes());
    Topic topic = topics.find(arn).topic();
    if (endpoint.endsWith(TopicRecord.FIFO_SUFFIX) && !topic.settings().isFifo()) {
      throw SnsFaults.invalid(
          "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
              + " SNS topics");
    }
    Subscription subscription =
        topic.subscribe(
            input.protocol(),
            endpoint,
            context.scope().account(),
            context.identity().principal().arn(),
            attributes);
    if (!SubscriptionAttributes.isAsGiven(subscription, attributes)) {
      throw SnsFaults.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    return SubscribeResponse.builder().subscriptionArn(subscription.arn()).build();
  }

  private static void checkProtocol(String protocol, String endpoint) {
    if (protocol.equals(SQS)) {
      boolean isQueue =
          Arn.parse(endpoint).filter(known -> known.service().equals(SQS)).isPresent();
      if (!isQueue) {
        throw SnsFaults.invalid("SQS endpoint ARN");
      }
      return;
    }
    if (!NOT_DONE.contains(protocol)) {
      throw SnsFaults.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
    if (protocol.equals("sms") && !PHONE_NUMBER.matcher(endpoint).matches()) {
      throw SnsErrors.invalidParameterException("Invalid SMS endpoint: " + endpoint);
    }
    throw SnsFaults.notDone("The delivery of messages by the protocol '" + protocol + "'");
  }

  /** "The subscription is deleted"; also by the link in every message, without a signature. */
  Unit unsubscribe(RequestContext context, UnsubscribeInput input) {
    TopicFinder.FoundSubscription found = topics.subscriptionOrNull(input.subscriptionArn());
    if (found != null) {
      found.topic().unsubscribe(found.subscription().settings().id());
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
    boolean isThere =
        found
            .topic()
            .changeSubscription(
                found.subscription().settings().id(),
                known ->
                    SubscriptionAttributes.with(
                        known, input.attributeName(), input.attributeValue()));
    if (!isThere) {
      throw SnsFaults.noSuchSubscription();
    }
    return Unit.INSTANCE;
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
        .subscriptionArn(arn)
        .topicArn(arn.substring(0, arn.lastIndexOf(':')))
        .protocol(subscription.settings().protocol())
        .endpoint(subscription.settings().endpoint())
        .owner(subscription.settings().owner())
        .build();
  }
}
