package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.AddPermissionInput;
import dev.brume.sns.api.CreateTopicInput;
import dev.brume.sns.api.CreateTopicResponse;
import dev.brume.sns.api.DeleteTopicInput;
import dev.brume.sns.api.GetTopicAttributesInput;
import dev.brume.sns.api.GetTopicAttributesResponse;
import dev.brume.sns.api.ListTopicsInput;
import dev.brume.sns.api.ListTopicsResponse;
import dev.brume.sns.api.RemovePermissionInput;
import dev.brume.sns.api.SetTopicAttributesInput;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.DataProtection;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import dev.brume.sns.engine.TopicRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Creates, changes, lists and deletes topics. */
final class TopicOperations {
  /** "Uppercase and lowercase ASCII letters, numbers, underscores, and hyphens", up to 256. */
  private static final Pattern NAME = Pattern.compile("(?=.{1,256}$)[A-Za-z0-9_-]+(\\.fifo)?");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final TopicFinder topics;

  TopicOperations(TopicFinder topics) {
    this.topics = topics;
  }

  CreateTopicResponse createTopic(RequestContext context, CreateTopicInput input) {
    String name = input.name();
    Map<String, String> given = input.attributes() == null ? Map.of() : input.attributes();
    String fifo = given.getOrDefault(TopicAttributes.FIFO_TOPIC, "false");
    boolean isFifo = fifo.equals("true");
    if (!isFifo && !fifo.equals("false")) {
      throw SnsFaults.invalid("Attributes Reason: FifoTopic");
    }
    if (!NAME.matcher(name).matches() || isFifo != name.endsWith(TopicRecord.FIFO_SUFFIX)) {
      throw SnsFaults.invalid("Topic Name");
    }
    Map<String, String> attributes = TopicAttributes.ofNew(name, given);
    TopicPolicy.requirePrincipals(context, attributes.get(TopicPolicy.POLICY));
    String protection = input.dataProtectionPolicy();
    if (protection != null && !protection.isEmpty()) {
      DataProtectionOperations.checked(protection, isFifo);
      attributes.put(DataProtection.POLICY, protection);
    }
    Map<String, String> tags = TopicTagOperations.checked(input.tags());
    Topic known = topics.region(context).find(name);
    Topic topic =
        known != null ? known : topics.region(context).createOrFind(name, attributes, tags);
    if (known != null && !tags.isEmpty() && !tags.equals(known.settings().tags())) {
      throw SnsFaults.invalid("Tags Reason: Topic already exists with different tags");
    }
    if (known != null && !TopicAttributes.isAsGiven(known, attributes)) {
      throw SnsFaults.invalid("Attributes Reason: Topic already exists with different attributes");
    }
    return CreateTopicResponse.builder().topicArn(topic.arn()).build();
  }

  Unit deleteTopic(RequestContext context, DeleteTopicInput input) {
    Arn arn = TopicFinder.topicArn(context, "TopicArn", input.topicArn());
    TopicFinder.Found found = topics.findOrNull(arn);
    if (found != null) {
      if (found.topic().archiveBeginsMillis() > 0) {
        throw SnsErrors.invalidStateException(
            "The topic has an archive: its ArchivePolicy must be turned off before");
      }
      found.region().delete(arn.resource());
    }
    return Unit.INSTANCE;
  }

  ListTopicsResponse listTopics(RequestContext context, ListTopicsInput input) {
    PageTokens tokens =
        PageTokens.of("sns", "ListTopics", () -> SnsFaults.invalid("NextToken"), context.scope());
    PageTokens.Page<Topic> page =
        tokens.page(
            topics.region(context).list(tokens.position(input.nextToken())),
            TopicQuotas.PAGE_SIZE,
            topic -> topic.settings().name());
    return ListTopicsResponse.builder()
        .topics(
            page.elements().stream()
                .map(topic -> dev.brume.sns.api.Topic.builder().topicArn(topic.arn()).build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  GetTopicAttributesResponse getTopicAttributes(
      RequestContext context, GetTopicAttributesInput input) {
    Topic topic = topics.find(context, input.topicArn()).topic();
    return GetTopicAttributesResponse.builder().attributes(TopicAttributes.show(topic)).build();
  }

  Unit setTopicAttributes(RequestContext context, SetTopicAttributesInput input) {
    TopicFinder.Found found = topics.find(context, input.topicArn());
    String name = input.attributeName();
    if (name.equals(TopicAttributes.FIFO_TOPIC)) {
      throw SnsFaults.invalidAttributeName();
    }
    boolean isFifo = found.topic().settings().isFifo();
    String value = TopicAttributes.checked(name, input.attributeValue(), isFifo);
    if (name.equals(TopicPolicy.POLICY)) {
      TopicPolicy.requirePrincipals(context, value);
    }
    set(found, name, value);
    return Unit.INSTANCE;
  }

  private static void set(TopicFinder.Found found, String name, String value) {
    found
        .region()
        .changeAttributes(
            found.topic(),
            known -> {
              Map<String, String> changed = new HashMap<>(known);
              if (TopicAttributes.isUnset(name, value)) {
                changed.remove(name);
              } else {
                changed.put(name, value);
              }
              return changed;
            });
  }

  // -------------------------------------------------------------------------- permissions

  Unit addPermission(RequestContext context, AddPermissionInput input) {
    TopicFinder.Found found = topics.find(context, input.topicArn());
    if (input.label().isEmpty()) {
      throw SnsFaults.invalid("Label");
    }
    if (input.awsAccountId().isEmpty()) {
      throw SnsFaults.invalid("AWSAccountId");
    }
    if (input.actionName().isEmpty()) {
      throw SnsFaults.invalid("ActionName");
    }
    for (String account : input.awsAccountId()) {
      if (!ACCOUNT.matcher(account).matches()) {
        throw SnsFaults.invalid("AWSAccountId");
      }
    }
    String partition = context.scope().partition();
    List<String> principals =
        input.awsAccountId().stream()
            .map(account -> Arn.ofAccount(partition, account).toString())
            .toList();
    TopicPolicy policy = TopicPolicy.of(TopicPolicy.textOf(found.topic()));
    policy.allow(input.label(), principals, input.actionName(), found.topic().arn());
    set(found, TopicPolicy.POLICY, policy.text());
    return Unit.INSTANCE;
  }

  Unit removePermission(RequestContext context, RemovePermissionInput input) {
    TopicFinder.Found found = topics.find(context, input.topicArn());
    TopicPolicy policy = TopicPolicy.of(TopicPolicy.textOf(found.topic()));
    policy.remove(input.label());
    set(found, TopicPolicy.POLICY, policy.text());
    return Unit.INSTANCE;
  }
}
