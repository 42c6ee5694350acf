package dev.brume.kinesis.engine;

import dev.brume.core.schema.Blob;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The stored form of a record, with few additional bytes: whether it is encrypted, its arrival
 * time, the length of its partition key, the key, and the data.
 *
 * @param content all of these; for an expired record only the first two
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
   * @param partitionKey null if the stream chooses the shard and the producer sent none
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

  /** The rest of an expired record whose number must not be reused. */
  ShardEntry emptied() {
    return new ShardEntry(Blob.of(Arrays.copyOf(content.bytes(), KEY_LENGTH)));
  }

  /** Whether the record has expired. */
  boolean isEmptied() {
    return content.length() == KEY_LENGTH;
  }

  /** Its arrival time. */
  public long arrivalMillis() {
    return buffer().getLong(ARRIVAL);
  }

  /** Whether the stream was encrypted at its arrival. */
  public boolean isEncrypted() {
    return (content.bytes()[0] & ENCRYPTED) != 0;
  }

  private int keyLength() {
    return buffer().getShort(KEY_LENGTH);
  }

  /** Its partition key; null if it has none. */
  public String partitionKey() {
    return (content.bytes()[0] & NO_KEY) != 0
        ? null
        : new String(content.bytes(), KEY, keyLength(), StandardCharsets.UTF_8);
  }

  /** Its data. */
  public Blob data() {
    return Blob.of(Arrays.copyOfRange(content.bytes(), KEY + keyLength(), content.length()));
  }

  /** The bytes of key and data. */
  public int sizeBytes() {
    return content.length() - KEY;
  }
}
