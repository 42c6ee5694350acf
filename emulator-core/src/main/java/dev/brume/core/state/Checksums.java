package dev.brume.core.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The checksums of a state file; they cover all content of each entry and table. */
final class Checksums {
  private Checksums() {}

  static long of(long tableId, TableKey table) {
    CRC32C checksum = new CRC32C();
    String text =
        String.join(
            "\n",
            Long.toString(tableId),
            table.part().service(),
            table.part().scope().account(),
            table.part().scope().region(),
            table.name(),
            table.owner());
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }

  private static int of(long tableId, Object key, byte[] bytes, int offset) {
    CRC32C checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, tableId));
    checksum.update(StoredKey.bytes(key));
    checksum.update(bytes, offset, bytes.length - offset);
    return (int) checksum.getValue();
  }

  /** The bytes of a value, prefixed with their checksum. */
  static byte[] wrap(long tableId, Object key, byte[] value) {
    byte[] wrapped = new byte[Integer.BYTES + value.length];
    System.arraycopy(value, 0, wrapped, Integer.BYTES, value.length);
    int checksum = of(tableId, key, wrapped, Integer.BYTES);
    ByteBuffer.wrap(wrapped).putInt(checksum);
    return wrapped;
  }

  /** The bytes of a value without its checksum prefix, or null if the checksum is wrong. */
  static byte[] unwrap(long tableId, Object key, byte[] wrapped) {
    boolean right =
        wrapped != null
            && key != null
            && wrapped.length >= Integer.BYTES
            && ByteBuffer.wrap(wrapped).getInt() == of(tableId, key, wrapped, Integer.BYTES);
    return right ? Arrays.copyOfRange(wrapped, Integer.BYTES, wrapped.length) : null;
  }
}
