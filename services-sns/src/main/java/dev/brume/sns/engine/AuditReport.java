package dev.brume.sns.engine;

/**
 * What an Audit statement has found in a message, on its way to where it is logged: the payload of
 * durable work.
 *
 * @param destination where it goes
 * @param topicName the topic that the message was published to
 * @param messageId a UUID
 * @param timeMillis when it was published, since 1970 in milliseconds
 * @param text the report; JSON
 */
public record AuditReport(
    Destination destination, String topicName, String messageId, long timeMillis, String text) {

  /** Kinds of destinations. */
  public enum Kind {
    /** A log group. */
    LOG_GROUP,
    /** A delivery stream of Data Firehose. */
    DELIVERY_STREAM,
    /** A bucket. */
    BUCKET
  }

  /**
   * Where reports go.
   *
   * @param kind what it is
   * @param name its name, not its ARN
   */
  public record Destination(Kind kind, String name) {}
}
