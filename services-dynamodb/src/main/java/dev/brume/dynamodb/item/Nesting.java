package dev.brume.dynamodb.item;

/**
 * How deep values may be nested: the value of an attribute is the first level, and what is in a
 * list or map is a level below it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes">Quotas
 *     in Amazon DynamoDB: nested attributes up to 32 levels deep</a>
 */
public final class Nesting {
  /** The most levels. */
  public static final int MAX_LEVELS = 32;

  /** AWS's words where values are nested deeper. */
  public static final String TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  private Nesting() {}

  /**
   * Refuses an item with values that are nested too deep.
   *
   * @param item a map of attributes
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  public static void check(ItemValue item) {
    check(item, 0);
  }

  private static void check(ItemValue value, int level) {
    if (level > MAX_LEVELS) {
      throw Validation.error(TOO_DEEP);
    }
    switch (value.type()) {
      case M -> {
        for (ItemValue.Entries entries = value.entries(); entries.next(); ) {
          check(entries.value(), level + 1);
        }
      }
      case L -> {
        ItemValue.Elements elements = value.elements();
        for (ItemValue each = elements.next(); each != null; each = elements.next()) {
          check(each, level + 1);
        }
      }
      case S, N, B, SS, NS, BS, NULL, BOOL -> {
        // nothing below
      }
    }
  }
}
