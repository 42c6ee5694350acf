package dev.brume.sqs;

import static dev.brume.sqs.api.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static dev.brume.sqs.api.QueueAttributeName.DEDUPLICATION_SCOPE;
import static dev.brume.sqs.api.QueueAttributeName.DELAY_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.FIFO_QUEUE;
import static dev.brume.sqs.api.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;
import static dev.brume.sqs.api.QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.KMS_MASTER_KEY_ID;
import static dev.brume.sqs.api.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static dev.brume.sqs.api.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static dev.brume.sqs.api.QueueAttributeName.POLICY;
import static dev.brume.sqs.api.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static dev.brume.sqs.api.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static dev.brume.sqs.api.QueueAttributeName.REDRIVE_POLICY;
import static dev.brume.sqs.api.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static dev.brume.sqs.api.QueueAttributeName.VISIBILITY_TIMEOUT;

import dev.brume.core.error.AwsError;
import dev.brume.core.message.MessageText;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.DeduplicationScope;
import dev.brume.sqs.engine.FifoThroughputLimit;
import dev.brume.sqs.engine.QueueAttributes;
import java.util.Map;

/**
 * Reads the attributes that CreateQueue and SetQueueAttributes set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
final class QueueAttributeReader {
  private final boolean fifo;
  private final Map<String, String> given;
  private final QueueAttributes.Builder attributes;

  private QueueAttributeReader(QueueAttributes base, Map<String, String> given, boolean fifo) {
    this.fifo = fifo;
    this.given = given;
    this.attributes = base.toBuilder();
  }

  /**
   * {@code base} with the given attributes.
   *
   * @param fifo whether the queue is a FIFO queue
   * @throws AwsError InvalidAttributeName, InvalidAttributeValue or InvalidParameterValue
   */
  static QueueAttributes write(QueueAttributes base, Map<String, String> given, boolean fifo) {
    QueueAttributeReader writing = new QueueAttributeReader(base, given, fifo);
    given.forEach(writing::set);
    writing.chooseEncryption(base);
    QueueAttributes written = writing.attributes.build();
    if (written.fifoThroughputLimit() == FifoThroughputLimit.PER_MESSAGE_GROUP_ID
        && written.deduplicationScope() != DeduplicationScope.MESSAGE_GROUP) {
      // AWS documents the rule but not the text of the error.
      throw SqsErrors.invalidAttributeValue(
          "Invalid value for the parameter FifoThroughputLimit. Reason: The perMessageGroupId value"
              + " is allowed only when the value for DeduplicationScope is messageGroup.");
    }
    return written;
  }

  private void set(String name, String value) {
    switch (name) {
      case VISIBILITY_TIMEOUT ->
          attributes.visibilityTimeoutSeconds(number(name, value, 0, 43_200));
      case MAXIMUM_MESSAGE_SIZE ->
          attributes.maximumMessageSizeBytes(number(name, value, 1_024, 1_048_576));
      case MESSAGE_RETENTION_PERIOD ->
          attributes.messageRetentionPeriodSeconds(number(name, value, 60, 1_209_600));
      case DELAY_SECONDS -> attributes.delaySeconds(number(name, value, 0, 900));
      case RECEIVE_MESSAGE_WAIT_TIME_SECONDS ->
          attributes.receiveMessageWaitTimeSeconds(number(name, value, 0, 20));
      case POLICY ->
          attributes.policy(value.isEmpty() ? null : PolicyText.checked(readable(name, value)));
      case REDRIVE_POLICY ->
          attributes.redrivePolicy(RedrivePolicyReader.policy(readable(name, value)));
      case REDRIVE_ALLOW_POLICY ->
          attributes.redriveAllowPolicy(RedrivePolicyReader.allowPolicy(readable(name, value)));
      case KMS_MASTER_KEY_ID ->
          attributes.kmsMasterKeyId(value.isEmpty() ? null : readable(name, value));
      case KMS_DATA_KEY_REUSE_PERIOD_SECONDS ->
          attributes.kmsDataKeyReusePeriodSeconds(number(name, value, 60, 86_400));
      case SQS_MANAGED_SSE_ENABLED -> attributes.sqsManagedSseEnabled(flag(name, value));
      default -> setOfFifoQueue(name, value);
    }
  }

  private void setOfFifoQueue(String name, String value) {
    switch (name) {
      case FIFO_QUEUE -> checkFifo(value);
      case CONTENT_BASED_DEDUPLICATION -> {
        if (!fifo) {
          throw unknown(name);
        }
        attributes.contentBasedDeduplication(flag(name, value));
      }
      case DEDUPLICATION_SCOPE -> {
        requireFifo(name);
        attributes.deduplicationScope(
            switch (value) {
              case "queue" -> DeduplicationScope.QUEUE;
              case "messageGroup" -> DeduplicationScope.MESSAGE_GROUP;
              default -> throw invalid(name);
            });
      }
      case FIFO_THROUGHPUT_LIMIT -> {
        requireFifo(name);
        attributes.fifoThroughputLimit(
            switch (value) {
              case "perQueue" -> FifoThroughputLimit.PER_QUEUE;
              case "perMessageGroupId" -> FifoThroughputLimit.PER_MESSAGE_GROUP_ID;
              default -> throw invalid(name);
            });
      }
      default -> throw unknown(name);
    }
  }

  private void requireFifo(String name) {
    if (!fifo) {
      throw SqsErrors.invalidAttributeName(
          "You can specify the " + name + " only when FifoQueue is set to true.");
    }
  }

  private void checkFifo(String value) {
    if (!fifo) {
      throw unknown(FIFO_QUEUE);
    }
    if (!flag(FIFO_QUEUE, value)) {
      throw SqsErrors.invalidAttributeValue(
          "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
              + " supported.");
    }
  }

  /** Each kind of encryption replaces the other. */
  private void chooseEncryption(QueueAttributes base) {
    String key = given.get(KMS_MASTER_KEY_ID);
    boolean keyed = key != null && !key.isEmpty();
    boolean managed =
        given.containsKey(SQS_MANAGED_SSE_ENABLED)
            && flag(SQS_MANAGED_SSE_ENABLED, given.get(SQS_MANAGED_SSE_ENABLED));
    if (keyed && managed) {
      throw SqsErrors.invalidAttributeName(
          "You can use one type of server-side encryption (SSE) at one time. You can either enable"
              + " KMS SSE or SQS SSE.");
    }
    if (keyed) {
      attributes.sqsManagedSseEnabled(false);
    } else if (managed && base.kmsMasterKeyId() != null) {
      attributes.kmsMasterKeyId(null);
    }
  }

  static AwsError unknown(String name) {
    return SqsErrors.invalidAttributeName("Unknown Attribute " + name + ".");
  }

  private static AwsError invalid(String name) {
    return SqsErrors.invalidAttributeValue("Invalid value for the parameter " + name + ".");
  }

  /** Returns {@code value} if XML can represent it. */
  private static String readable(String name, String value) {
    if (MessageText.fault(value, name) != null) {
      throw invalid(name);
    }
    return value;
  }

  private static int number(String name, String value, int least, int most) {
    boolean isNumber =
        !value.isEmpty()
            && value.length() <= 10
            && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    long number = isNumber ? Long.parseLong(value) : -1;
    if (number < least || number > most) {
      throw invalid(name);
    }
    return (int) number;
  }

  private static boolean flag(String name, String value) {
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw invalid(name);
  }
}
