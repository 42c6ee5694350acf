package dev.brume.sns;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.PublishInput;
import dev.brume.sns.api.SnsApi;
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
    on(SnsApi.SUBSCRIBE, input -> input.topicArn());
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
    return table.open(SnsApi.UNSUBSCRIBE);
  }

  private <I extends Struct> void on(Operation<I, ?> operation, Function<I, String> arn) {
    table.on(operation, (context, input) -> target(topics, arn.apply(input)));
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
    Arn arn = Arn.parse(text).orElse(null);
    if (arn == null) {
      return AccessTarget.ANY;
    }
    AccessTarget target = AccessTarget.of(text, arn.account());
    Topic topic = topics.findQuietly(arn);
    return topic == null
        ? target
        : target.with(TopicPolicy.policyOf(topic)).withTags(topic.settings().tags());
  }
}
