package dev.brume.sqs;

import static dev.brume.sqs.api.QueueAttributeName.ALL;
import static dev.brume.sqs.api.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static dev.brume.sqs.api.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static dev.brume.sqs.api.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static dev.brume.sqs.api.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static dev.brume.sqs.api.QueueAttributeName.CREATED_TIMESTAMP;
import static dev.brume.sqs.api.QueueAttributeName.DEDUPLICATION_SCOPE;
import static dev.brume.sqs.api.QueueAttributeName.DELAY_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.FIFO_QUEUE;
import static dev.brume.sqs.api.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;
import static dev.brume.sqs.api.QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.KMS_MASTER_KEY_ID;
import static dev.brume.sqs.api.QueueAttributeName.LAST_MODIFIED_TIMESTAMP;
import static dev.brume.sqs.api.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static dev.brume.sqs.api.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static dev.brume.sqs.api.QueueAttributeName.POLICY;
import static dev.brume.sqs.api.QueueAttributeName.QUEUE_ARN;
import static dev.brume.sqs.api.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static dev.brume.sqs.api.QueueAttributeName.REDRIVE_POLICY;
import static dev.brume.sqs.api.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static dev.brume.sqs.api.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueAttributes;
import dev.brume.sqs.engine.QueueCounts;
import dev.brume.sqs.engine.QueueRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the attributes of a queue for GetQueueAttributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
final class QueueAttributeWriter {
  private static final List<String> OF_EVERY_QUEUE =
      List.of(
          QUEUE_ARN,
          APPROXIMATE_NUMBER_OF_MESSAGES,
          APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          CREATED_TIMESTAMP,
          LAST_MODIFIED_TIMESTAMP,
          VISIBILITY_TIMEOUT,
          MAXIMUM_MESSAGE_SIZE,
          MESSAGE_RETENTION_PERIOD,
          DELAY_SECONDS,
          RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          POLICY,
          REDRIVE_POLICY,
          REDRIVE_ALLOW_POLICY,
          KMS_MASTER_KEY_ID,
          KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
          SQS_MANAGED_SSE_ENABLED);

  private static final List<String> OF_FIFO_QUEUES =
      List.of(FIFO_QUEUE, CONTENT_BASED_DEDUPLICATION, DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT);

  private final Queue queue;
  private final QueueRecord settings;
  private QueueCounts counts;

  QueueAttributeWriter(Queue queue) {
    this.queue = queue;
    this.settings = queue.settings();
  }

  /**
   * The requested attributes that have a value.
   *
   * @throws dev.brume.core.error.AwsError InvalidAttributeName for a name that this kind of queue
   *     does not have
   */
  Map<String, String> read(List<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(name -> checkKnown(name));
    if (names.contains(ALL)) {
      OF_EVERY_QUEUE.forEach(name -> put(values, name));
      if (settings.isFifo()) {
        OF_FIFO_QUEUES.forEach(name -> put(values, name));
      }
      return values;
    }
    names.forEach(name -> put(values, name));
    return values;
  }

  private void checkKnown(String name) {
    boolean known =
        name.equals(ALL)
            || OF_EVERY_QUEUE.contains(name)
            || (settings.isFifo() && OF_FIFO_QUEUES.contains(name));
    if (!known) {
      throw QueueAttributeReader.unknown(name);
    }
  }

  private void put(Map<String, String> values, String name) {
    String value = valueOf(name);
    if (value != null) {
      values.put(name, value);
    }
  }

  private String valueOf(String name) {
    return switch (name) {
      case QUEUE_ARN -> queue.arn();
      case APPROXIMATE_NUMBER_OF_MESSAGES -> String.valueOf(counts().visible());
      case APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE -> String.valueOf(counts().notVisible());
      case APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED -> String.valueOf(counts().delayed());
      case CREATED_TIMESTAMP -> String.valueOf(settings.createdMillis() / 1000);
      case LAST_MODIFIED_TIMESTAMP -> String.valueOf(settings.modifiedMillis() / 1000);
      case FIFO_QUEUE -> String.valueOf(settings.isFifo());
      default -> setting(settings.attributes(), name);
    };
  }

  /** A settable attribute as text; null if it has no value. */
  static String setting(QueueAttributes attributes, String name) {
    return switch (name) {
      case VISIBILITY_TIMEOUT -> String.valueOf(attributes.visibilityTimeoutSeconds());
      case MAXIMUM_MESSAGE_SIZE -> String.valueOf(attributes.maximumMessageSizeBytes());
      case MESSAGE_RETENTION_PERIOD -> String.valueOf(attributes.messageRetentionPeriodSeconds());
      case DELAY_SECONDS -> String.valueOf(attributes.delaySeconds());
      case RECEIVE_MESSAGE_WAIT_TIME_SECONDS ->
          String.valueOf(attributes.receiveMessageWaitTimeSeconds());
      case POLICY -> attributes.policy();
      case REDRIVE_POLICY ->
          attributes.redrivePolicy() == null ? null : attributes.redrivePolicy().json();
      case REDRIVE_ALLOW_POLICY ->
          attributes.redriveAllowPolicy() == null ? null : attributes.redriveAllowPolicy().json();
      case KMS_MASTER_KEY_ID -> attributes.kmsMasterKeyId();
      case KMS_DATA_KEY_REUSE_PERIOD_SECONDS ->
          attributes.kmsMasterKeyId() == null
              ? null
              : String.valueOf(attributes.kmsDataKeyReusePeriodSeconds());
      case SQS_MANAGED_SSE_ENABLED -> String.valueOf(attributes.sqsManagedSseEnabled());
      case CONTENT_BASED_DEDUPLICATION -> String.valueOf(attributes.contentBasedDeduplication());
      case DEDUPLICATION_SCOPE ->
          switch (attributes.deduplicationScope()) {
            case QUEUE -> "queue";
            case MESSAGE_GROUP -> "messageGroup";
          };
      case FIFO_THROUGHPUT_LIMIT ->
          switch (attributes.fifoThroughputLimit()) {
            case PER_QUEUE -> "perQueue";
            case PER_MESSAGE_GROUP_ID -> "perMessageGroupId";
          };
      default -> throw QueueAttributeReader.unknown(name);
    };
  }

  private QueueCounts counts() {
    if (counts == null) {
      counts = queue.counts();
    }
    return counts;
  }
}
