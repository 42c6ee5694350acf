package dev.brume.core.message;

import dev.brume.core.schema.Blob;
import java.util.Map;

/**
 * The value of a message attribute of SQS and SNS.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional custom label
 *     after a dot
 * @param text the value unless binary
 * @param binary the value if binary, else null
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
 *     metadata</a>
 */
public record MessageAttribute(String dataType, String text, Blob binary) {

  /** The attributes' share of the message's size: names, types and values, in bytes. */
  public static long sizeBytes(Map<String, MessageAttribute> attributes) {
    long size = 0;
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      MessageAttribute attribute = entry.getValue();
      size += MessageText.sizeBytes(entry.getKey()) + MessageText.sizeBytes(attribute.dataType);
      size +=
          attribute.binary == null
              ? MessageText.sizeBytes(attribute.text)
              : attribute.binary.length();
    }
    return size;
  }
}
