package dev.brume.sqs.engine;

/**
 * The settable attributes of a queue, already checked.
 *
 * @param visibilityTimeoutSeconds 0 to 43,200
 * @param maximumMessageSizeBytes 1,024 to 1,048,576
 * @param messageRetentionPeriodSeconds 60 to 1,209,600
 * @param delaySeconds 0 to 900
 * @param receiveMessageWaitTimeSeconds 0 to 20
 * @param policy the access policy as JSON, or null
 * @param redrivePolicy or null
 * @param redriveAllowPolicy or null, which allows all
 * @param kmsMasterKeyId the key of SSE-KMS, or null
 * @param kmsDataKeyReusePeriodSeconds 60 to 86,400
 * @param sqsManagedSseEnabled whether SSE-SQS is on
 * @param contentBasedDeduplication FIFO only: whether the body's SHA-256 replaces a missing
 *     deduplication id
 * @param deduplicationScope FIFO only
 * @param fifoThroughputLimit FIFO only
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SetQueueAttributes</a>
 */
public record QueueAttributes(
    int visibilityTimeoutSeconds,
    int maximumMessageSizeBytes,
    int messageRetentionPeriodSeconds,
    int delaySeconds,
    int receiveMessageWaitTimeSeconds,
    String policy,
    RedrivePolicy redrivePolicy,
    RedriveAllowPolicy redriveAllowPolicy,
    String kmsMasterKeyId,
    int kmsDataKeyReusePeriodSeconds,
    boolean sqsManagedSseEnabled,
    boolean contentBasedDeduplication,
    DeduplicationScope deduplicationScope,
    FifoThroughputLimit fifoThroughputLimit) {
  /** The attributes of a queue created without any. */
  public static final QueueAttributes DEFAULTS = new Builder().build();

  /** A builder with these attributes. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.visibilityTimeoutSeconds = visibilityTimeoutSeconds;
    builder.maximumMessageSizeBytes = maximumMessageSizeBytes;
    builder.messageRetentionPeriodSeconds = messageRetentionPeriodSeconds;
    builder.delaySeconds = delaySeconds;
    builder.receiveMessageWaitTimeSeconds = receiveMessageWaitTimeSeconds;
    builder.policy = policy;
    builder.redrivePolicy = redrivePolicy;
    builder.redriveAllowPolicy = redriveAllowPolicy;
    builder.kmsMasterKeyId = kmsMasterKeyId;
    builder.kmsDataKeyReusePeriodSeconds = kmsDataKeyReusePeriodSeconds;
    builder.sqsManagedSseEnabled = sqsManagedSseEnabled;
    builder.contentBasedDeduplication = contentBasedDeduplication;
    builder.deduplicationScope = deduplicationScope;
    builder.fifoThroughputLimit = fifoThroughputLimit;
    return builder;
  }

  /** Builds attributes. */
  public static final class Builder {
    private int visibilityTimeoutSeconds = 30;
    private int maximumMessageSizeBytes = 1_048_576;
    private int messageRetentionPeriodSeconds = 345_600;
    private int delaySeconds;
    private int receiveMessageWaitTimeSeconds;
    private String policy;
    private RedrivePolicy redrivePolicy;
    private RedriveAllowPolicy redriveAllowPolicy;
    private String kmsMasterKeyId;
    private int kmsDataKeyReusePeriodSeconds = 300;
    private boolean sqsManagedSseEnabled = true;
    private boolean contentBasedDeduplication;
    private DeduplicationScope deduplicationScope = DeduplicationScope.QUEUE;
    private FifoThroughputLimit fifoThroughputLimit = FifoThroughputLimit.PER_QUEUE;

    public Builder visibilityTimeoutSeconds(int value) {
      visibilityTimeoutSeconds = value;
      return this;
    }

    public Builder maximumMessageSizeBytes(int value) {
      maximumMessageSizeBytes = value;
      return this;
    }

    public Builder messageRetentionPeriodSeconds(int value) {
      messageRetentionPeriodSeconds = value;
      return this;
    }

    public Builder delaySeconds(int value) {
      delaySeconds = value;
      return this;
    }

    public Builder receiveMessageWaitTimeSeconds(int value) {
      receiveMessageWaitTimeSeconds = value;
      return this;
    }

    public Builder policy(String value) {
      policy = value;
      return this;
    }

    public Builder redrivePolicy(RedrivePolicy value) {
      redrivePolicy = value;
      return this;
    }

    public Builder redriveAllowPolicy(RedriveAllowPolicy value) {
      redriveAllowPolicy = value;
      return this;
    }

    public Builder kmsMasterKeyId(String value) {
      kmsMasterKeyId = value;
      return this;
    }

    public Builder kmsDataKeyReusePeriodSeconds(int value) {
      kmsDataKeyReusePeriodSeconds = value;
      return this;
    }

    public Builder sqsManagedSseEnabled(boolean value) {
      sqsManagedSseEnabled = value;
      return this;
    }

    public Builder contentBasedDeduplication(boolean value) {
      contentBasedDeduplication = value;
      return this;
    }

    public Builder deduplicationScope(DeduplicationScope value) {
      deduplicationScope = value;
      return this;
    }

    public Builder fifoThroughputLimit(FifoThroughputLimit value) {
      fifoThroughputLimit = value;
      return this;
    }

    /** Builds the attributes. */
    public QueueAttributes build() {
      return new QueueAttributes(
          visibilityTimeoutSeconds,
          maximumMessageSizeBytes,
          messageRetentionPeriodSeconds,
          delaySeconds,
          receiveMessageWaitTimeSeconds,
          policy,
          redrivePolicy,
          redriveAllowPolicy,
          kmsMasterKeyId,
          kmsDataKeyReusePeriodSeconds,
          sqsManagedSseEnabled,
          contentBasedDeduplication,
          deduplicationScope,
          fifoThroughputLimit);
    }
  }
}
