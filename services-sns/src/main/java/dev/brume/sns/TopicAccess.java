package dev.brume.sns;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.PublishInput;
import dev.brume.sns.api.SnsApi;
import dev.brume.sns.api.SubscribeInput;
import dev.brume.sns.engine.Subscription;
import dev.brume.sns.engine.Topic;
import java.util.function.Function;

/**
 * The permissions of SNS's operations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions,
 *     resources, and condition keys for Amazon SNS</a>
 */
final class TopicAccess {
  private final TopicFinder topics;
  private final AccessTable table = new AccessTable("sns");

  private TopicAccess(TopicFinder topics) {
    this.topics = topics;
  }

  static ServiceAccess of(TopicFinder topics) {
    return new TopicAccess(topics).table();
  }

  private AccessTable table() {
    on(SnsApi.ADD_PERMISSION, input -> input.topicArn());
    on(SnsApi.CONFIRM_SUBSCRIPTION, input -> input.topicArn());
    on(SnsApi.DELETE_TOPIC, input -> input.topicArn());
    on(SnsApi.GET_DATA_PROTECTION_POLICY, input -> input.resourceArn());
    on(SnsApi.PUT_DATA_PROTECTION_POLICY, input -> input.resourceArn());
    on(SnsApi.GET_TOPIC_ATTRIBUTES, input -> input.topicArn());
    on(SnsApi.LIST_SUBSCRIPTIONS_BY_TOPIC, input -> input.topicArn());
    on(SnsApi.LIST_TAGS_FOR_RESOURCE, input -> input.resourceArn());
    table.on(SnsApi.PUBLISH, this::published);
    on(SnsApi.REMOVE_PERMISSION, input -> input.topicArn());
    on(SnsApi.SET_TOPIC_ATTRIBUTES, input -> input.topicArn());
    table.on(SnsApi.SUBSCRIBE, this::subscribed);
    on(SnsApi.TAG_RESOURCE, input -> input.resourceArn());
    on(SnsApi.UNTAG_RESOURCE, input -> input.resourceArn());
    table.on(
        SnsApi.GET_SUBSCRIPTION_ATTRIBUTES,
        (context, input) -> subscription(context, input.subscriptionArn()));
    table.on(
        SnsApi.SET_SUBSCRIPTION_ATTRIBUTES,
        (context, input) -> subscription(context, input.subscriptionArn()));
    table.on(SnsApi.PUBLISH_BATCH, "Publish", (context, input) -> target(topics, input.topicArn()));
    table.on(
        SnsApi.CREATE_TOPIC,
        (context, input) -> target(topics, context.scope().arn("sns", input.name()).toString()));
    return table
        .open(SnsApi.UNSUBSCRIBE)
        .onAny(
            SnsApi.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT,
            SnsApi.CREATE_PLATFORM_APPLICATION,
            SnsApi.CREATE_PLATFORM_ENDPOINT,
            SnsApi.CREATE_SMS_SANDBOX_PHONE_NUMBER,
            SnsApi.DELETE_ENDPOINT,
            SnsApi.DELETE_PLATFORM_APPLICATION,
            SnsApi.DELETE_SMS_SANDBOX_PHONE_NUMBER,
            SnsApi.GET_ENDPOINT_ATTRIBUTES,
            SnsApi.GET_PLATFORM_APPLICATION_ATTRIBUTES,
            SnsApi.GET_SMS_ATTRIBUTES,
            SnsApi.GET_SMS_SANDBOX_ACCOUNT_STATUS,
            SnsApi.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
            SnsApi.LIST_ORIGINATION_NUMBERS,
            SnsApi.LIST_PHONE_NUMBERS_OPTED_OUT,
            SnsApi.LIST_PLATFORM_APPLICATIONS,
            SnsApi.LIST_SMS_SANDBOX_PHONE_NUMBERS,
            SnsApi.LIST_SUBSCRIPTIONS,
            SnsApi.LIST_TOPICS,
            SnsApi.OPT_IN_PHONE_NUMBER,
            SnsApi.SET_ENDPOINT_ATTRIBUTES,
            SnsApi.SET_PLATFORM_APPLICATION_ATTRIBUTES,
            SnsApi.SET_SMS_ATTRIBUTES,
            SnsApi.VERIFY_SMS_SANDBOX_PHONE_NUMBER);
  }

  private <I extends Struct> void on(Operation<I, ?> operation, Function<I, String> arn) {
    table.on(operation, (context, input) -> target(topics, arn.apply(input)));
  }

  private AccessTarget subscribed(RequestContext context, SubscribeInput input) {
    ContextKeys.Builder keys =
        ContextKeys.builder()
            .put("sns:Protocol", input.protocol())
            .put("sns:Endpoint", input.endpoint());
    return target(topics, input.topicArn(), keys);
  }

  /** Messages to phones require permission for the number. */
  private AccessTarget published(RequestContext context, PublishInput input) {
    String arn = input.topicArn() == null ? input.targetArn() : input.topicArn();
    return arn == null && input.phoneNumber() != null
        ? AccessTarget.of(input.phoneNumber(), context.scope().account())
        : target(topics, arn);
  }

  /**
   * The topic of a subscription. The subscription's owner, in another account than the topic's, may
   * also access it: so the owner of a subscribed queue can read its attributes.
   */
  private AccessTarget subscription(RequestContext context, String subscriptionArn) {
    int colon = subscriptionArn.lastIndexOf(':');
    String topicArn = colon < 0 ? subscriptionArn : subscriptionArn.substring(0, colon);
    Topic topic = Arn.parse(topicArn).map(topics::findQuietly).orElse(null);
    Subscription known =
        topic == null ? null : topic.subscription(subscriptionArn.substring(colon + 1));
    String caller = context.scope().account();
    return known != null && known.settings().owner().equals(caller)
        ? AccessTarget.of(topicArn, caller)
        : target(topics, topicArn);
  }

  /** A topic as an access target, whether it exists or not. */
  static AccessTarget target(TopicFinder topics, String text) {
    return target(topics, text, ContextKeys.builder());
  }

  private static AccessTarget target(TopicFinder topics, String text, ContextKeys.Builder keys) {
    Arn arn = Arn.parse(text).orElse(null);
    if (arn == null) {
      return AccessTarget.ANY;
    }
    AccessTarget target = AccessTarget.of(text, arn.account());
    Topic topic = topics.findQuietly(arn);
    return topic == null
        ? target.with(keys.build())
        : target
            .with(TopicPolicy.policyOf(topic))
            .with(keys.tags("aws:ResourceTag/", topic.settings().tags()).build());
  }
}
