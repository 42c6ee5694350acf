package dev.brume.dynamodb.partiql;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/** A statement with its parameters in place. */
public sealed interface PartiQlStatement {
  /** The table's name in the statement. */
  String table();

  /**
   * Reads items.
   *
   * @param index null for the table itself
   * @param projection null for all attributes
   * @param where null for everything
   * @param orders what ORDER BY names, in its order; may be empty
   */
  record Select(
      String table,
      String index,
      Projection projection,
      BooleanExpression where,
      List<Order> orders)
      implements PartiQlStatement {

    /** Whether the order by an attribute is against that of keys. */
    public boolean descends(String name) {
      return orders.stream().anyMatch(order -> order.descending() && order.name().equals(name));
    }
  }

  /**
   * An order of the items read.
   *
   * @param name an attribute
   * @param descending whether against the order of keys
   */
  record Order(String name, boolean descending) {}

  /** Puts an item that must not exist yet. */
  record Insert(String table, ItemValue item) implements PartiQlStatement {}

  /**
   * Changes an existing item.
   *
   * @param returning null for nothing; else the two words after RETURNING, such as ALL OLD
   */
  record Update(String table, UpdatePlan plan, BooleanExpression where, String returning)
      implements PartiQlStatement {}

  /** Deletes an item. */
  record Delete(String table, BooleanExpression where, String returning)
      implements PartiQlStatement {}

  /** Requires, within a transaction, that a select finds an item. */
  record Exists(Select select) implements PartiQlStatement {
    @Override
    public String table() {
      return select.table();
    }
  }
}
