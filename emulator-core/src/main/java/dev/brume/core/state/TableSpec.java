package dev.brume.core.state;

/**
 * Names a kind of table. Declared as a constant by the engine that owns it.
 *
 * <p>Keys are {@code String} or {@code Long}, or {@link ByteKey} for a sorted table: see {@link
 * #sorted}. Values are immutable records of strings, numbers, booleans, {@code Instant}, {@code
 * Blob}, {@code StoredBody}, enums, lists, maps and further such records, so that the store can
 * encode them without help.
 *
 * @param service such as {@code sqs}
 * @param name unique within the service, such as {@code messages}
 * @param keyType the class of the keys
 * @param valueType the class of the values
 */
public record TableSpec<K extends Comparable<K>, V>(
    String service, String name, Class<K> keyType, Class<V> valueType) {

  /** Names a kind of sorted table, for use with {@link Tables#sorted}. */
  public static <V> TableSpec<ByteKey, V> sorted(String service, String name, Class<V> valueType) {
    return new TableSpec<>(service, name, ByteKey.class, valueType);
  }

  /** The persisted name of such tables. */
  String storedName() {
    return keyType == ByteKey.class ? name + TableKey.SORTED : name;
  }
}
