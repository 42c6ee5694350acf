package dev.brume.core.message;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The MD5 digests by which clients verify messages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
public final class MessageDigests {
  private static final int STRING_TRANSPORT = 1;
  private static final int BINARY_TRANSPORT = 2;

  private MessageDigests() {}

  /** Of a body. */
  public static String ofBody(String body) {
    return HexFormat.of()
        .formatHex(ChecksumAlgorithm.MD5.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of attributes; null if there are none. */
  public static String ofAttributes(Map<String, MessageAttribute> attributes) {
    if (attributes.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              write(encoded, name.getBytes(StandardCharsets.UTF_8));
              write(encoded, attribute.dataType().getBytes(StandardCharsets.UTF_8));
              boolean isBinary = attribute.binary() != null;
              encoded.write(isBinary ? BINARY_TRANSPORT : STRING_TRANSPORT);
              write(
                  encoded,
                  isBinary
                      ? attribute.binary().bytes()
                      : attribute.text().getBytes(StandardCharsets.UTF_8));
            });
    return HexFormat.of().formatHex(ChecksumAlgorithm.MD5.of(encoded.toByteArray()));
  }

  private static void write(ByteArrayOutputStream encoded, byte[] bytes) {
    int length = bytes.length;
    encoded.write(length >>> 24);
    encoded.write(length >>> 16);
    encoded.write(length >>> 8);
    encoded.write(length);
    encoded.writeBytes(bytes);
  }
}
