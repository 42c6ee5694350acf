package dev.brume.kinesis.engine;

import dev.brume.core.schema.Blob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record as it is kept: a few bytes more than its own. First whether it is encrypted, then when
 * it came, the length of its partition key, the key, and the data.
 *
 * @param content all of these; of a record that has expired only the first two
 */
public record ShardEntry(Blob content) {
  private static final int ARRIVAL = 1;
  private static final int KEY_LENGTH = ARRIVAL + Long.BYTES;
  private static final int KEY = KEY_LENGTH + Short.BYTES;
  private static final byte NO_KEY = 1 << 1;
  private static final byte ENCRYPTED = 1;

  /**
   * A record.
   *
   * @param partitionKey null where the stream distributes records by itself and the producer gave
   *     none
   */
  static ShardEntry of(long arrivalMillis, boolean encrypted, String partitionKey, Blob data) {
    byte[] key = partitionKey == null ? new byte[0] : partitionKey.getBytes(StandardCharsets.UTF_8);
    byte flags = (byte) ((encrypted ? ENCRYPTED : 0) | (partitionKey == null ? NO_KEY : 0));
    byte[] content = new byte[KEY + key.length + data.length()];
    ByteBuffer.wrap(content)
        .put(flags)
        .putLong(arrivalMillis)
        .putShort((short) key.length)
        .put(key)
        .put(data.bytes());
    return new ShardEntry(Blob.of(content));
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(content.bytes());
  }

  /** What is left when the record has expired, and its number must not be given again. */
  ShardEntry emptied() {
    return new ShardEntry(Blob.of(Arrays.copyOf(content.bytes(), KEY_LENGTH)));
  }

  /** Whether the record has expired. */
  boolean isEmptied() {
    return content.length() == KEY_LENGTH;
  }

  /** When it came. */
  public long arrivalMillis() {
    return buffer().getLong(ARRIVAL);
  }

  /** Whether the stream was encrypted when it came. */
  public boolean isEncrypted() {
    return (content.bytes()[0] & ENCRYPTED) != 0;
  }

  private int keyLength() {
    return buffer().getShort(KEY_LENGTH);
  }

  /** Its partition key; null where it has none. */
  public String partitionKey() {
    return (content.bytes()[0] & NO_KEY) != 0
        ? null
        : new String(content.bytes(), KEY, keyLength(), StandardCharsets.UTF_8);
  }

  /** Its data. */
  public Blob data() {
    return Blob.of(Arrays.copyOfRange(content.bytes(), KEY + keyLength(), content.length()));
  }

  /** How many bytes key and data have. */
  public int sizeBytes() {
    return content.length() - KEY;
  }
}
