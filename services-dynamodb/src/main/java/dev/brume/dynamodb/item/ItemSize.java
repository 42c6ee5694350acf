package dev.brume.dynamodb.item;

/**
 * Sizes by AWS's rules: names and strings in UTF-8; a number one byte per two digits plus one; null
 * and booleans one; lists and maps three, plus one per element.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB
 *     item sizes and formats</a>
 */
public final class ItemSize {
  /** The most bytes of an item. */
  public static final int MAX_ITEM_BYTES = 400 * 1024;

  private static final int CONTAINER_BYTES = 3;
  private static final int ELEMENT_BYTES = 1;

  private ItemSize() {}

  /** The size of an item, which is a map: the sum over its attributes. */
  static int of(ItemValue item) {
    int sum = 0;
    for (ItemValue.Entries entries = item.entries(); entries.next(); ) {
      sum += entries.nameLength() + ofValue(entries.value());
    }
    return sum;
  }

  /** The size of an attribute's value. */
  public static int ofValue(ItemValue value) {
    return switch (value.type()) {
      case S, N, B -> value.contentLength();
      case NULL, BOOL -> 1;
      case SS, NS, BS -> elements(value, 0);
      case L -> CONTAINER_BYTES + elements(value, ELEMENT_BYTES);
      case M -> CONTAINER_BYTES + entries(value);
    };
  }

  private static int elements(ItemValue list, int each) {
    int sum = 0;
    ItemValue.Elements elements = list.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      sum += each + ofValue(element);
    }
    return sum;
  }

  private static int entries(ItemValue map) {
    int sum = 0;
    for (ItemValue.Entries entries = map.entries(); entries.next(); ) {
      sum += ELEMENT_BYTES + entries.nameLength() + ofValue(entries.value());
    }
    return sum;
  }
}
