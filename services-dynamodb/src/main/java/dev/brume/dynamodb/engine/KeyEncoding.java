package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;
import java.util.Arrays;
import java.util.List;

/**
 * Keys as bytes in the order of a table or index: first a hash of the partition key, which gives
 * partitions a stable pseudo-random order; then the parts of the partition key; then those of the
 * sort key. In an index the table's own key follows, so that two items with the same index key have
 * distinct keys.
 *
 * <p>Each part ends with two zero bytes, and a zero byte in it becomes 0 1, so no part is a prefix
 * of another.
 */
final class KeyEncoding {
  private static final int HASH_BYTES = 8;
  private static final int INITIAL_BYTES = 48;
  private static final int BITS = 8;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MIX_1 = 0xff51afd7ed558ccdL;
  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
  private static final int MIX_SHIFT = 33;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size = HASH_BYTES;

  private KeyEncoding() {}

  /**
   * The key of {@code item} in a table or index.
   *
   * @return null if a part of the key is missing or not a valid key value
   */
  static Blob of(KeyDefinition key, ItemValue item) {
    return of(key, item, null);
  }

  /** The key of {@code item} in an index; {@code primary} is its key in the table. */
  static Blob of(KeyDefinition key, ItemValue item, Blob primary) {
    KeyEncoding encoding = new KeyEncoding();
    if (!encoding.addParts(key.partition(), item)) {
      return null;
    }
    encoding.writeHash();
    if (!encoding.addParts(key.sort(), item)) {
      return null;
    }
    if (primary != null) {
      encoding.append(primary.bytes(), 0, primary.length());
    }
    return encoding.blob();
  }

  /** The common prefix of the keys of all items with those partition and first sort values. */
  static Blob prefix(List<ItemValue> partition, List<ItemValue> sort) {
    KeyEncoding encoding = new KeyEncoding();
    partition.forEach(part -> encoding.addPart(part.content(), true));
    encoding.writeHash();
    sort.forEach(part -> encoding.addPart(part.content(), true));
    return encoding.blob();
  }

  /** {@code prefix} with one more part. */
  static Blob with(Blob prefix, ItemValue part) {
    return extended(prefix, part, true);
  }

  /** {@code prefix} with the prefix of one more part. */
  static Blob withBeginning(Blob prefix, ItemValue beginning) {
    return extended(prefix, beginning, false);
  }

  private static Blob extended(Blob prefix, ItemValue part, boolean ended) {
    KeyEncoding encoding = new KeyEncoding();
    encoding.size = 0;
    encoding.append(prefix.bytes(), 0, prefix.length());
    encoding.addPart(part.content(), ended);
    return encoding.blob();
  }

  /** The least key after all keys with the prefix {@code prefix}; null if there is none. */
  static Blob after(Blob prefix) {
    byte[] next = prefix.bytes().clone();
    for (int i = next.length - 1; i >= 0; i--) {
      if (next[i] != -1) {
        next[i]++;
        return Blob.of(Arrays.copyOf(next, i + 1));
      }
    }
    return null;
  }

  /** The least key after {@code key}. */
  static Blob justAfter(Blob key) {
    return Blob.of(Arrays.copyOf(key.bytes(), key.length() + 1));
  }

  /** The least key whose hash is at least {@code hash}, compared as unsigned. */
  static Blob ofHash(long hash) {
    KeyEncoding encoding = new KeyEncoding();
    encoding.write(hash);
    return encoding.blob();
  }

  private boolean addParts(List<KeyPart> parts, ItemValue item) {
    for (KeyPart part : parts) {
      ItemValue value = item.get(part.name());
      if (value == null || value.type() != part.type() || value.contentLength() == 0) {
        return false;
      }
      addPart(value.content(), true);
    }
    return true;
  }

  private void addPart(byte[] content, boolean ended) {
    for (byte b : content) {
      append(b);
      if (b == 0) {
        append((byte) 1);
      }
    }
    if (ended) {
      append((byte) 0);
      append((byte) 0);
    }
  }

  private void append(byte b) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = b;
  }

  private void append(byte[] more, int from, int length) {
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
    }
    System.arraycopy(more, from, bytes, size, length);
    size += length;
  }

  private void writeHash() {
    long hash = FNV_OFFSET;
    for (int i = HASH_BYTES; i < size; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> MIX_SHIFT) * MIX_1;
    hash = (hash ^ hash >>> MIX_SHIFT) * MIX_2;
    write(hash ^ hash >>> MIX_SHIFT);
  }

  private void write(long hash) {
    for (int i = 0; i < HASH_BYTES; i++) {
      bytes[i] = (byte) (hash >>> BITS * (HASH_BYTES - 1 - i));
    }
  }

  private Blob blob() {
    return Blob.of(Arrays.copyOf(bytes, size));
  }
}
