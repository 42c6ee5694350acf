package dev.brume.sns;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.PublishBatchInput;
import dev.brume.sns.api.PublishBatchRequestEntry;
import dev.brume.sns.api.PublishBatchResponse;
import dev.brume.sns.api.PublishBatchResultEntry;
import dev.brume.sns.api.PublishInput;
import dev.brume.sns.api.PublishResponse;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.PublishResult;
import dev.brume.sns.engine.PublishedMessage;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicQuotas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Publishing. */
final class PublishOperations {
  private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[0-9]{1,20}");
  private static final Pattern ENTRY_ID = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final int MAX_ENTRY_ID_LENGTH = 80;
  private static final String ENDPOINT = "endpoint/";

  private final TopicFinder topics;
  private final LinkOrigin origin;

  PublishOperations(TopicFinder topics, LinkOrigin origin) {
    this.topics = topics;
    this.origin = origin;
  }

  PublishResponse publish(RequestContext context, PublishInput input) {
    if (input.message().isEmpty()) {
      throw SnsFaults.invalid("Empty message");
    }
    Topic topic = topics.find(target(context, input)).topic();
    PublishBatchRequestEntry entry =
        PublishBatchRequestEntry.builder()
            .message(input.message())
            .subject(input.subject())
            .messageStructure(input.messageStructure())
            .messageAttributes(input.messageAttributes())
            .messageGroupId(input.messageGroupId())
            .messageDeduplicationId(input.messageDeduplicationId())
            .build();
    PublishResult result =
        topic.publish(MessageReader.read(topic.settings(), entry), origin.of(context));
    return PublishResponse.builder()
        .messageId(result.messageId())
        .sequenceNumber(result.sequenceNumber())
        .build();
  }

  private static Arn target(RequestContext context, PublishInput input) {
    if (input.topicArn() != null) {
      return TopicFinder.topicArn(context, "TopicArn", input.topicArn());
    }
    if (input.targetArn() != null) {
      Arn arn = TopicFinder.topicArn(context, "TargetArn", input.targetArn());
      if (arn.resource().startsWith(ENDPOINT)) {
        throw SnsFaults.invalid("TargetArn Reason: No endpoint found for the target arn specified");
      }
      return arn;
    }
    String number = input.phoneNumber();
    if (number == null) {
      throw SnsFaults.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    if (!PHONE_NUMBER.matcher(number).matches()) {
      throw SnsFaults.invalid("PhoneNumber Reason: " + number + " is not valid to publish to");
    }
    throw SnsFaults.notDone("The delivery of messages by the protocol 'sms'");
  }

  PublishBatchResponse publishBatch(RequestContext context, PublishBatchInput input) {
    Topic topic = topics.find(context, input.topicArn()).topic();
    List<PublishBatchRequestEntry> entries = input.publishBatchRequestEntries();
    checkEntries(entries);
    List<PublishedMessage> messages = new ArrayList<>();
    long sizeBytes = 0;
    for (PublishBatchRequestEntry entry : entries) {
      PublishedMessage message = MessageReader.read(topic.settings(), entry);
      sizeBytes += MessageReader.sizeBytes(entry.message(), message.attributes());
      messages.add(message);
    }
    if (sizeBytes > TopicQuotas.MAX_MESSAGE_BYTES) {
      throw SnsErrors.batchRequestTooLongException(
          "The length of all the messages put together is more than the limit.");
    }
    String links = origin.of(context);
    List<PublishBatchResultEntry> successful = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      PublishResult result = topic.publish(messages.get(i), links);
      successful.add(
          PublishBatchResultEntry.builder()
              .id(entries.get(i).id())
              .messageId(result.messageId())
              .sequenceNumber(result.sequenceNumber())
              .build());
    }
    return PublishBatchResponse.builder().successful(successful).failed(List.of()).build();
  }

  private static void checkEntries(List<PublishBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw SnsErrors.emptyBatchRequestException("The batch request doesn't contain any entries.");
    }
    if (entries.size() > TopicQuotas.MAX_BATCH_ENTRIES) {
      throw SnsErrors.tooManyEntriesInBatchRequestException(
          "The batch request contains more entries than permissible.");
    }
    Set<String> ids = new HashSet<>();
    for (PublishBatchRequestEntry entry : entries) {
      String id = entry.id();
      if (id.length() > MAX_ENTRY_ID_LENGTH) {
        throw SnsErrors.invalidBatchEntryIdException(
            "The Id of a batch entry in the batch request is too long: " + id);
      }
      if (!ENTRY_ID.matcher(id).matches()) {
        throw SnsErrors.invalidBatchEntryIdException(
            "The Id of a batch entry in the batch request contains an impermissible character: "
                + id);
      }
      if (!ids.add(id)) {
        throw SnsErrors.batchEntryIdsNotDistinctException(
            "Two or more batch entries in the request have the same Id.");
      }
    }
  }
}
