package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.CreateQueueInput;
import dev.brume.kinesis.api.CreateQueueOutput;
import dev.brume.kinesis.api.DeadLetterConfiguration;
import dev.brume.kinesis.api.DeleteQueueInput;
import dev.brume.kinesis.api.DescribeQueueInput;
import dev.brume.kinesis.api.DescribeQueueOutput;
import dev.brume.kinesis.api.KinesisErrors;
import dev.brume.kinesis.api.ListQueuesInput;
import dev.brume.kinesis.api.ListQueuesOutput;
import dev.brume.kinesis.api.QueueAttributes;
import dev.brume.kinesis.api.QueueDescription;
import dev.brume.kinesis.api.QueueStartingPosition;
import dev.brume.kinesis.api.QueueStreamConfiguration;
import dev.brume.kinesis.api.QueueStreamFilter;
import dev.brume.kinesis.api.QueueStreamIdentifier;
import dev.brume.kinesis.api.QueueSummary;
import dev.brume.kinesis.api.UpdateQueueInput;
import dev.brume.kinesis.api.UpdateQueueOutput;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.QueueAttributesState;
import dev.brume.kinesis.engine.QueueState;
import dev.brume.kinesis.engine.StreamQueue;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Creates, changes, deletes and lists queues on streams.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/queues-getting-started.html">Queues</a>
 */
final class StreamQueueOperations {
  private static final String LATEST = "LATEST";
  private static final String TRIM_HORIZON = "TRIM_HORIZON";
  private static final String AT_TIMESTAMP = "AT_TIMESTAMP";
  private static final String BUILT_IN = "BUILT_IN";
  private static final String NONE = "NONE";

  /** AWS does not document the default number. */
  private static final int MAX_RESULTS = 100;

  private final StreamFinder streams;
  private final Timeline timeline;

  StreamQueueOperations(StreamFinder streams, Timeline timeline) {
    this.streams = streams;
    this.timeline = timeline;
  }

  CreateQueueOutput createQueue(RequestContext context, CreateQueueInput input) {
    if (input.streamConfigurationList().size() != 1) {
      throw KinesisErrors.validationException(
          "StreamConfigurationList must contain exactly one entry.");
    }
    QueueStreamConfiguration configuration = input.streamConfigurationList().getFirst();
    QueueStartingPosition start = configuration.startingPosition();
    String type = start == null ? LATEST : start.type();
    Instant timestamp = start == null ? null : start.timestamp();
    if (type.equals(AT_TIMESTAMP) != (timestamp != null)) {
      throw KinesisErrors.validationException(
          "Timestamp must be specified when the type of the starting position is AT_TIMESTAMP, and"
              + " for no other type.");
    }
    QueueAttributesState attributes =
        attributes(QueueAttributesState.DEFAULT, input.queueAttributes());
    Map<String, String> tags = KinesisTagRules.of(input.queueName(), context).checked(input.tags());
    StreamFinder.Found found = streams.find(context, null, configuration.streamARN(), null);
    KinesisStream stream = found.stream();
    requireQueues(context, stream);
    StreamQueue queue =
        found
            .region()
            .queues()
            .create(
                input.queueName(),
                stream,
                type,
                startMillis(stream, type, timestamp),
                attributes,
                tags);
    return CreateQueueOutput.builder().queueDescription(described(queue)).build();
  }

  /** "Queues are supported only on data streams in on-demand capacity mode", of the own account. */
  private static void requireQueues(RequestContext context, KinesisStream stream) {
    if (!stream.account().equals(context.scope().account())) {
      throw StreamRefusals.invalid("A queue and its stream must be in the same account.");
    }
    if (!stream.state().settings().isOnDemand()) {
      throw StreamRefusals.invalid(
          "Queues are only supported for streams with the ON_DEMAND capacity mode.");
    }
  }

  /** "The timestamp you provided or the earliest time the stream can be read from." */
  private long startMillis(KinesisStream stream, String type, Instant timestamp) {
    long oldestMillis = Math.max(stream.horizonMillis(), stream.state().createdMillis());
    return switch (type) {
      case LATEST -> timeline.nowMillis();
      case TRIM_HORIZON -> oldestMillis;
      default -> Math.max(oldestMillis, timestamp.toEpochMilli());
    };
  }

  private static QueueAttributesState attributes(
      QueueAttributesState known, QueueAttributes given) {
    if (given == null) {
      return known;
    }
    int visibility =
        given.visibilityTimeoutSeconds() == null
            ? known.visibilityTimeoutSeconds()
            : given.visibilityTimeoutSeconds();
    DeadLetterConfiguration deadLetters = given.deadLetterConfiguration();
    if (deadLetters == null) {
      return new QueueAttributesState(visibility, known.maxReceiveCount());
    }
    boolean on = deadLetters.targetType().equals(BUILT_IN);
    if (on != (deadLetters.maxReceiveCount() != null)) {
      throw KinesisErrors.validationException(
          "MaxReceiveCount must be specified when TargetType is BUILT_IN, and not when it is NONE.");
    }
    return new QueueAttributesState(
        visibility, on ? deadLetters.maxReceiveCount() : QueueAttributesState.NO_DEAD_LETTERS);
  }

  private static QueueDescription described(StreamQueue queue) {
    QueueState state = queue.state();
    return QueueDescription.builder()
        .queueName(state.name())
        .queueARN(queue.arn())
        .queueStatus(queue.status())
        .queueCreationTimestamp(StreamDescriptions.inSeconds(state.createdMillis()))
        .streamConfigurationList(
            List.of(
                QueueStreamConfiguration.builder()
                    .streamARN(queue.stream().arn())
                    .startingPosition(start(queue))
                    .build()))
        .queueAttributes(attributes(state.attributes()))
        .build();
  }

  /** While the queue is CREATING, "the response echoes what you configured". */
  private static QueueStartingPosition start(StreamQueue queue) {
    QueueState state = queue.state();
    boolean told = state.startType().equals(AT_TIMESTAMP) || !queue.status().equals("CREATING");
    return QueueStartingPosition.builder()
        .type(state.startType())
        .timestamp(told ? Instant.ofEpochMilli(state.startMillis()) : null)
        .build();
  }

  private static QueueAttributes attributes(QueueAttributesState state) {
    DeadLetterConfiguration deadLetters =
        state.hasDeadLetters()
            ? DeadLetterConfiguration.builder()
                .targetType(BUILT_IN)
                .maxReceiveCount(state.maxReceiveCount())
                .build()
            : DeadLetterConfiguration.builder().targetType(NONE).build();
    return QueueAttributes.builder()
        .visibilityTimeoutSeconds(state.visibilityTimeoutSeconds())
        .deadLetterConfiguration(deadLetters)
        .build();
  }

  DescribeQueueOutput describeQueue(RequestContext context, DescribeQueueInput input) {
    return DescribeQueueOutput.builder()
        .queueDescription(described(streams.queue(context, input.queueARN())))
        .build();
  }

  UpdateQueueOutput updateQueue(RequestContext context, UpdateQueueInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    queue.update(attributes(queue.state().attributes(), input.queueAttributes()));
    return UpdateQueueOutput.builder().queueDescription(described(queue)).build();
  }

  Unit deleteQueue(RequestContext context, DeleteQueueInput input) {
    StreamQueue queue = streams.queue(context, input.queueARN());
    queue.delete();
    return Unit.INSTANCE;
  }

  ListQueuesOutput listQueues(RequestContext context, ListQueuesInput input) {
    Page<StreamQueue> page =
        AttachmentPages.page(
            context,
            "ListQueues",
            streams.region(context).queues(),
            filters(input.streamFilter()),
            input.nextToken(),
            input.maxResults() == null ? MAX_RESULTS : input.maxResults(),
            timeline.nowMillis());
    return ListQueuesOutput.builder()
        .queueSummaries(page.map(StreamQueueOperations::listed).elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static List<AttachmentPages.OfStream> filters(List<QueueStreamFilter> filters) {
    if (filters == null) {
      return List.of();
    }
    if (filters.size() != 1) {
      throw KinesisErrors.validationException("StreamFilter must contain exactly one entry.");
    }
    QueueStreamFilter filter = filters.getFirst();
    return List.of(
        new AttachmentPages.OfStream(filter.streamARN(), filter.streamCreationTimestamp()));
  }

  private static QueueSummary listed(StreamQueue queue) {
    return QueueSummary.builder()
        .queueName(queue.name())
        .queueARN(queue.arn())
        .queueStatus(queue.status())
        .queueCreationTimestamp(StreamDescriptions.inSeconds(queue.state().createdMillis()))
        .streams(
            List.of(
                QueueStreamIdentifier.builder()
                    .streamARN(queue.stream().arn())
                    .streamCreationTimestamp(
                        StreamDescriptions.inSeconds(queue.stream().state().createdMillis()))
                    .build()))
        .build();
  }
}
