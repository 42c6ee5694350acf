package dev.brume.s3.object;

import dev.brume.s3.api.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The user-defined metadata of objects, {@code x-amz-meta-*}: stored as text, sent in ASCII.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
final class UserMetadata {
  private static final int MAX_BYTES = 2 * 1024;

  private UserMetadata() {}

  /**
   * Parses headers.
   *
   * @param given names without their prefix, and values; may be null
   * @return the same with names in lower case; values of names that only differ in case are joined
   *     by commas
   * @throws dev.brume.core.error.AwsError MetadataTooLarge
   */
  static Map<String, String> read(Map<String, String> given) {
    if (given == null || given.isEmpty()) {
      return Map.of();
    }
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      metadata.merge(name, EncodedWords.decode(entry.getValue()), (a, b) -> a + "," + b);
    }
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
    }
    if (bytes > MAX_BYTES) {
      throw S3Errors.metadataTooLarge(
              "Your metadata headers exceed the maximum allowed metadata size")
          .withDetail("Size", Integer.toString(bytes))
          .withDetail("MaxSizeAllowed", Integer.toString(MAX_BYTES));
    }
    return metadata;
  }

  private static int utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }

  /** In the format of headers; null if there is none. */
  static Map<String, String> written(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return null;
    }
    Map<String, String> encoded = null;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String value = EncodedWords.encode(entry.getValue());
      if (value != entry.getValue()) { // The same object if nothing had to be encoded.
        encoded = encoded == null ? new TreeMap<>(metadata) : encoded;
        encoded.put(entry.getKey(), value);
      }
    }
    return encoded == null ? metadata : encoded;
  }
}
