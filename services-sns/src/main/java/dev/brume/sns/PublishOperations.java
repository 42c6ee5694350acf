package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.BatchResultErrorEntry;
import dev.brume.sns.api.PublishBatchInput;
import dev.brume.sns.api.PublishBatchRequestEntry;
import dev.brume.sns.api.PublishBatchResponse;
import dev.brume.sns.api.PublishBatchResultEntry;
import dev.brume.sns.api.PublishInput;
import dev.brume.sns.api.PublishResponse;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.engine.PlatformEndpoint;
import dev.brume.sns.engine.PublishResult;
import dev.brume.sns.engine.PublishedMessage;
import dev.brume.sns.engine.SentNotification;
import dev.brume.sns.engine.SnsRegion;
import dev.brume.sns.engine.Topic;
import dev.brume.sns.engine.TopicErrors;
import dev.brume.sns.engine.TopicQuotas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Publishing to topics, devices and phones. AWS's text for disabled devices is not recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class PublishOperations {
  /** "The mode that topic passes trace headers received from the publisher to its subscription." */
  private static final String TRACE_HEADER = "X-Amzn-Trace-Id";

  private static final Pattern ENTRY_ID = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final int MAX_ENTRY_ID_LENGTH = 80;

  /** "The total size limit for a single SMS Publish action is 1,600 characters." */
  private static final int MAX_SMS_CHARACTERS = 1_600;

  private final TopicFinder topics;
  private final LinkOrigin origin;
  private final Ids ids;
  private final TopicKeys keys;

  PublishOperations(TopicFinder topics, LinkOrigin origin, Ids ids, TopicKeys keys) {
    this.topics = topics;
    this.origin = origin;
    this.ids = ids;
    this.keys = keys;
  }

  PublishResponse publish(RequestContext context, PublishInput input) {
    if (input.message().isEmpty()) {
      throw SnsFaults.invalid("Empty message");
    }
    PublishBatchRequestEntry entry =
        PublishBatchRequestEntry.builder()
            .message(input.message())
            .subject(input.subject())
            .messageStructure(input.messageStructure())
            .messageAttributes(input.messageAttributes())
            .messageGroupId(input.messageGroupId())
            .messageDeduplicationId(input.messageDeduplicationId())
            .build();
    requireOneTarget(input);
    if (input.topicArn() == null && input.targetArn() == null) {
      return publishToPhone(context, input.phoneNumber(), entry);
    }
    Arn target = target(context, input);
    if (target.resource().startsWith(PlatformEndpoint.ARN_PREFIX)) {
      return publishToDevice(context, target, entry);
    }
    Topic topic = topics.find(target).topic();
    requireKey(context, topic, target);
    PublishResult result =
        topic.publish(
            MessageReader.read(topic.settings(), entry, origin.of(context))
                .withTraceHeader(context.http().header(TRACE_HEADER)),
            context.identity().principal().arn());
    return PublishResponse.builder()
        .messageId(result.messageId())
        .sequenceNumber(result.sequenceNumber())
        .build();
  }

  private void requireKey(RequestContext context, Topic topic, Arn arn) {
    keys.require(context, arn, topic.settings().attributes().get(TopicKeys.ATTRIBUTE));
  }

  /** "Either TopicArn or EndpointArn, but not both"; or a phone number instead. */
  private static void requireOneTarget(PublishInput input) {
    long given =
        Stream.of(input.topicArn(), input.targetArn(), input.phoneNumber())
            .filter(Objects::nonNull)
            .count();
    if (given > 1) {
      throw SnsFaults.invalid(
          "TopicArn or TargetArn Reason: only one of TopicArn, TargetArn and PhoneNumber can be"
              + " given");
    }
  }

  private static Arn target(RequestContext context, PublishInput input) {
    return input.topicArn() == null
        ? TopicFinder.topicArn(context, "TargetArn", input.targetArn())
        : TopicFinder.topicArn(context, "TopicArn", input.topicArn());
  }

  // ---------------------------------------------------------------------- devices and phones

  private PublishResponse publishToDevice(
      RequestContext context, Arn target, PublishBatchRequestEntry entry) {
    SnsRegion region = topics.knownRegion(target.scope());
    PlatformEndpoint endpoint =
        region == null ? null : region.applications().endpoint(target.toString());
    if (endpoint == null) {
      throw SnsFaults.invalid("TargetArn Reason: No endpoint found for the target arn specified");
    }
    PublishedMessage message = MessageReader.read(entry, origin.of(context));
    if (!endpoint.isEnabled()) {
      throw SnsErrors.endpointDisabledException("Endpoint is disabled");
    }
    if (!region.applications().isEnabled(endpoint)) {
      throw SnsErrors.platformApplicationDisabledException("Platform application is disabled");
    }
    String arn = target.toString();
    String body = message.bodyFor(PlatformEndpoint.platformOf(arn));
    return sent(region, "application", arn, body, message);
  }

  private PublishResponse publishToPhone(
      RequestContext context, String number, PublishBatchRequestEntry entry) {
    if (number == null) {
      throw SnsFaults.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    if (!SmsOperations.PHONE_NUMBER.matcher(number).matches()) {
      throw SnsFaults.invalid("PhoneNumber Reason: " + number + " is not valid to publish to");
    }
    PublishedMessage message = MessageReader.read(entry, origin.of(context));
    String body = message.bodyFor("sms");
    if (body.length() > MAX_SMS_CHARACTERS) {
      throw SnsFaults.invalid("Message too long");
    }
    return sent(topics.region(context), "sms", number, body, message);
  }

  private PublishResponse sent(
      SnsRegion region, String protocol, String target, String body, PublishedMessage message) {
    String messageId = ids.uuid();
    region
        .recipients()
        .take(
            new SentNotification(
                protocol,
                target,
                null,
                null,
                messageId,
                body,
                message.subject(),
                !message.bodies().isEmpty(),
                message.attributes()));
    return PublishResponse.builder().messageId(messageId).build();
  }

  // ------------------------------------------------------------------------------- batches

  PublishBatchResponse publishBatch(RequestContext context, PublishBatchInput input) {
    Topic topic = topics.find(context, input.topicArn()).topic();
    requireKey(context, topic, TopicFinder.topicArn(context, "TopicArn", input.topicArn()));
    List<PublishBatchRequestEntry> entries = input.publishBatchRequestEntries();
    checkEntries(entries);
    List<PublishedMessage> messages = new ArrayList<>();
    long sizeBytes = 0;
    String links = origin.of(context);
    String trace = context.http().header(TRACE_HEADER);
    for (PublishBatchRequestEntry entry : entries) {
      PublishedMessage message =
          MessageReader.read(topic.settings(), entry, links).withTraceHeader(trace);
      sizeBytes += MessageReader.sizeBytes(entry.message(), message.attributes());
      messages.add(message);
    }
    if (sizeBytes > TopicQuotas.MAX_MESSAGE_BYTES) {
      throw SnsErrors.batchRequestTooLongException(
          "The length of all the messages put together is more than the limit.");
    }
    String publisher = context.identity().principal().arn();
    List<PublishBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String id = entries.get(i).id();
      try {
        PublishResult result = topic.publish(messages.get(i), publisher);
        successful.add(
            PublishBatchResultEntry.builder()
                .id(id)
                .messageId(result.messageId())
                .sequenceNumber(result.sequenceNumber())
                .build());
      } catch (AwsError denied) {
        if (!TopicErrors.isDataDenied(denied)) {
          throw denied;
        }
        failed.add(
            BatchResultErrorEntry.builder()
                .id(id)
                .code(TopicErrors.DATA_DENIED)
                .message(denied.getMessage())
                .senderFault(true)
                .build());
      }
    }
    return PublishBatchResponse.builder().successful(successful).failed(failed).build();
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
