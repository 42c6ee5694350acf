package dev.brume.s3.engine;

import dev.brume.core.state.TableSpec;
import java.util.function.Function;

/**
 * A kind of configuration that a bucket can have: its table, and the conversion between stored
 * entries and the operations' values. A kind that a bucket has once is stored under {@link #ONLY},
 * the others under their ids. Kinds are compared by identity.
 *
 * @param <V> the type of the values
 * @param <S> the type in which they are stored
 */
public final class ConfigurationKind<V, S> {
  /** The key of a configuration that a bucket has once. */
  public static final String ONLY = "";

  private final TableSpec<String, S> table;
  private final Class<V> type;
  private final Function<V, S> encoding;
  private final Function<S, V> decoding;

  /**
   * A kind whose values are stored in another form.
   *
   * @param name the table's name
   * @param stored the stored type
   * @param encoding converts a value to its stored form
   * @param decoding converts it back
   */
  public ConfigurationKind(
      String name,
      Class<V> type,
      Class<S> stored,
      Function<V, S> encoding,
      Function<S, V> decoding) {
    this.table = new TableSpec<>(S3Tables.SERVICE, name, String.class, stored);
    this.type = type;
    this.encoding = encoding;
    this.decoding = decoding;
  }

  /** A kind whose values are stored unchanged: strings, or hand-written records. */
  public static <V> ConfigurationKind<V, V> plain(String name, Class<V> type) {
    return new ConfigurationKind<>(name, type, type, Function.identity(), Function.identity());
  }

  /** The table that holds the values of this kind; of a bucket. */
  public TableSpec<String, S> table() {
    return table;
  }

  V cast(Object value) {
    return type.cast(value);
  }

  S stored(V value) {
    return encoding.apply(value);
  }

  V value(S stored) {
    return decoding.apply(stored);
  }

  /** What its table is called. */
  public String name() {
    return table.name();
  }
}
