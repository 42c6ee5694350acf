package dev.brume.dynamodb;

import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.SearchAttribute;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parsed SearchConditionExpression: required values of attributes in the search schema.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchWorkingWith.html#VectorSearchWorkingWith.Search.Filtering">Filtering
 *     with SearchConditionExpression</a>: "The equality operator is supported. Comparison, range,
 *     and set-membership operators are not yet available."
 */
final class SearchCondition {
  private static final String PARAMETER = "Invalid SearchConditionExpression: ";

  private final Map<String, ItemValue> values = new LinkedHashMap<>();
  private final BooleanExpression expression;

  private SearchCondition(BooleanExpression expression) {
    this.expression = expression;
    if (expression != null) {
      add(expression);
    }
  }

  /**
   * Converts an expression; null for no conditions.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if it contains anything but
   *     equalities
   */
  static SearchCondition of(BooleanExpression expression) {
    return new SearchCondition(expression);
  }

  private void add(BooleanExpression part) {
    switch (part) {
      case BooleanExpression.And and -> {
        add(and.left());
        add(and.right());
      }
      case BooleanExpression.Comparison comparison -> add(comparison);
      case BooleanExpression.Between between -> throw noOperator();
      case BooleanExpression.In in -> throw noOperator();
      case BooleanExpression.Or or -> throw noOperator();
      case BooleanExpression.Not not -> throw noOperator();
      case BooleanExpression.Test test -> throw noOperator();
    }
  }

  private void add(BooleanExpression.Comparison comparison) {
    if (!comparison.operator().equals("=")) {
      throw Validation.error(PARAMETER + "Invalid comparator used in SearchConditionExpression");
    }
    if (comparison.left() instanceof Path path
        && comparison.right() instanceof Operand.Literal literal) {
      add(path, literal.value());
    } else if (comparison.right() instanceof Path path
        && comparison.left() instanceof Operand.Literal literal) {
      add(path, literal.value());
    } else {
      throw noOperator();
    }
  }

  private void add(Path path, ItemValue value) {
    if (path.isNested()) {
      // Known to be refused; the text is not known.
      throw Validation.error(PARAMETER + "Nested attributes are not supported: " + path);
    }
    values.put(path.root(), value);
  }

  private static RuntimeException noOperator() {
    return Validation.error(PARAMETER + "Invalid operator used in SearchConditionExpression");
  }

  /**
   * Checks it against the index.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  void check(VectorIndexRecord index) {
    KeyPart partition = index.partition();
    if (partition != null && !values.containsKey(partition.name())) {
      throw Validation.error(
          "SearchConditionExpression must be provided when SearchSchema has a HASH key");
    }
    values.forEach((name, value) -> check(index, name, value));
  }

  private static void check(VectorIndexRecord index, String name, ItemValue value) {
    for (SearchAttribute attribute : index.schema()) {
      if (attribute.part().name().equals(name)) {
        if (attribute.part().type() != value.type()) {
          throw Validation.parameter("Condition parameter type does not match schema type");
        }
        return;
      }
    }
    // Known to be refused; the text is not known.
    throw Validation.error(PARAMETER + "Attribute is not defined in SearchSchema: " + name);
  }

  /** The value of the index's partition attribute; null if it has none. */
  ItemValue partition(VectorIndexRecord index) {
    return index.partition() == null ? null : values.get(index.partition().name());
  }

  /** The condition on each item; null for none. */
  BooleanExpression expression() {
    return expression;
  }
}
