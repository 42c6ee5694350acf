package dev.brume.sns.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import java.util.List;

/** Keeps the server's one key that messages are signed with, over restarts. */
public final class TopicSigningKeys implements AutoCloseable {
  private static final String OWNER = "";
  private static final String PRESENT = "present";
  private static final TableSpec<String, TopicSigningKey> KEYS =
      new TableSpec<>(SnsTables.SERVICE, "signing-keys", String.class, TopicSigningKey.class);

  /** How the store makes it. */
  public static final RootSpec<TopicSigningKeys> SPEC =
      new RootSpec<>(
              SnsTables.SERVICE,
              false,
              (scope, tables) -> new TopicSigningKeys(tables.table(KEYS, OWNER)))
          .withTables(List.of(KEYS))
          .of(Scope.Level.SERVER);

  private final Table<String, TopicSigningKey> keys;

  private TopicSigningKeys(Table<String, TopicSigningKey> keys) {
    this.keys = keys;
  }

  /** The key; null where none was made. */
  public synchronized TopicSigningKey get() {
    return keys.get(PRESENT);
  }

  /**
   * Puts {@code made} in the place of {@code former}, unless there is another one by now; returns
   * the one that there is.
   *
   * @param former null where there was none
   */
  public synchronized TopicSigningKey replace(TopicSigningKey former, TopicSigningKey made) {
    TopicSigningKey known = keys.get(PRESENT);
    if (known != null && !known.equals(former)) {
      return known;
    }
    keys.put(PRESENT, made);
    return made;
  }

  @Override
  public void close() {
    // It holds nothing but its table.
  }
}
