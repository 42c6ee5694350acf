package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;

/**
 * Checks the vectors of items against a table's vector indexes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html#VectorSearchWorkingWith.Write">Writing
 *     items with vector data</a>
 */
final class VectorCheck {
  private VectorCheck() {}

  /**
   * The numbers of a vector; null if {@code value} is not one with so many dimensions. Numbers are
   * rounded to 32 bits.
   */
  static float[] vector(ItemValue value, int dimensions) {
    if (value == null || value.type() != AttributeType.L) {
      return null;
    }
    float[] vector = new float[dimensions];
    int i = 0;
    ItemValue.Elements elements = value.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      if (i == dimensions || element.type() != AttributeType.N) {
        return null;
      }
      vector[i++] = element.decimal().floatValue();
    }
    return i == dimensions ? vector : null;
  }

  /**
   * Checks the vectors of an item to be stored.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static void check(TableRecord table, ItemValue item) {
    for (VectorIndexRecord index : table.vectorIndexes()) {
      ItemValue value = item.get(index.attribute());
      if (value != null) {
        check(index, value);
      }
    }
  }

  private static void check(VectorIndexRecord index, ItemValue value) {
    if (value.type() != AttributeType.L) {
      throw wrongType(index, "", AttributeType.L, value.type());
    }
    int i = 0;
    ItemValue.Elements elements = value.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      if (element.type() != AttributeType.N) {
        throw wrongType(index, "[" + i + "]", AttributeType.N, element.type());
      }
      if (Float.isInfinite(element.decimal().floatValue())) {
        // Known to be refused; the text is not known.
        throw Validation.parameter(
            "Invalid value for parameter "
                + index.attribute()
                + "["
                + i
                + "], Expected: a 32-bit floating point number. IndexName: "
                + index.name());
      }
      i++;
    }
    if (i != index.dimensions()) {
      throw Validation.parameter(
          "Invalid size for parameter "
              + index.attribute()
              + ", Expected: "
              + index.dimensions()
              + ", Actual: "
              + i
              + ". IndexName: "
              + index.name());
    }
  }

  /** AWS only documents the beginning of the text. */
  private static RuntimeException wrongType(
      VectorIndexRecord index, String place, AttributeType expected, AttributeType actual) {
    return Validation.parameter(
        "Invalid type for parameter "
            + index.attribute()
            + place
            + ", Expected: "
            + expected
            + ", Actual: "
            + actual
            + ". IndexName: "
            + index.name());
  }
}
