package dev.brume.dynamodb.engine;

import dev.brume.core.kit.Transition;

/**
 * The states of tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html#DDB-Type-TableDescription-TableStatus">TableStatus</a>
 */
final class TableState {
  static final String CREATING = "CREATING";
  static final String ACTIVE = "ACTIVE";
  static final String UPDATING = "UPDATING";
  static final String DELETING = "DELETING";

  private TableState() {}

  static String at(TableRecord table, long nowMillis) {
    Transition state = table.settings().state();
    return state == null ? ACTIVE : state.at(nowMillis);
  }

  /** Whether the table does not accept items yet, or no longer does. */
  static boolean isInTheMaking(TableRecord table, long nowMillis) {
    if (table.settings().state() == null) {
      return false;
    }
    String state = at(table, nowMillis);
    return state.equals(CREATING) || state.equals(DELETING);
  }
}
