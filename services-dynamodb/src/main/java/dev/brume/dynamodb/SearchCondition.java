package dev.brume.dynamodb;

import dev.brume.dynamodb.engine.SearchAttribute;
import dev.brume.dynamodb.engine.VectorIndexRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.List;

/**
 * A parsed SearchConditionExpression: "a Boolean combination of conditions over the attributes
 * declared in the vector index SearchSchema", top-level attributes only. The partition attribute
 * must have one value; filter attributes may be compared, be in ranges and lists, and exist or not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchFilterReference.html">SearchConditionExpression
 *     reference for vector indexes</a>. When vector indexes were new there was only the equality,
 *     as <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchTroubleshooting.html">Troubleshooting
 *     vector indexes</a> still says; of the functions that are taken now the list is not known
 *     here, nor is the limit of conditions.
 */
final class SearchCondition {
  private static final String PARAMETER = "Invalid SearchConditionExpression: ";

  private final VectorIndexRecord index;
  private final BooleanExpression expression;
  private ItemValue partition;

  private SearchCondition(VectorIndexRecord index, BooleanExpression expression) {
    this.index = index;
    this.expression = expression;
  }

  /**
   * The condition of a search in an index.
   *
   * @param expression null for none
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  static SearchCondition of(VectorIndexRecord index, BooleanExpression expression) {
    SearchCondition condition = new SearchCondition(index, expression);
    if (expression != null) {
      condition.checkConjunct(expression);
    }
    if (index.partition() != null && condition.partition == null) {
      throw Validation.error(
          "SearchConditionExpression must be provided when SearchSchema has a HASH key");
    }
    return condition;
  }

  /** The value of the index's partition attribute; null if it has none. */
  ItemValue partition() {
    return partition;
  }

  /** The condition on each item; null for none. */
  BooleanExpression expression() {
    return expression;
  }

  /** Checks what has to hold in any case, among it the value of the partition attribute. */
  private void checkConjunct(BooleanExpression part) {
    switch (part) {
      case BooleanExpression.And and -> {
        checkConjunct(and.left());
        checkConjunct(and.right());
      }
      case BooleanExpression.Comparison comparison when isPartition(pathOf(comparison)) -> {
        if (!comparison.operator().equals("=")) {
          throw noComparator();
        }
        if (partition != null) {
          throw noOperator();
        }
        partition = checkedValue(pathOf(comparison), valueOf(comparison));
      }
      default -> check(part);
    }
  }

  private void check(BooleanExpression part) {
    switch (part) {
      case BooleanExpression.And and -> {
        check(and.left());
        check(and.right());
      }
      case BooleanExpression.Or or -> {
        check(or.left());
        check(or.right());
      }
      case BooleanExpression.Not not -> check(not.inner());
      case BooleanExpression.Comparison comparison -> {
        Path path = pathOf(comparison);
        if (isPartition(path)) {
          throw comparison.operator().equals("=") ? noOperator() : noComparator();
        }
        checkedValue(path, valueOf(comparison));
      }
      case BooleanExpression.Between between ->
          checkFilter(between.value(), List.of(between.low(), between.high()));
      case BooleanExpression.In in -> checkFilter(in.value(), in.candidates());
      case BooleanExpression.Test test -> {
        List<Operand> arguments = test.call().arguments();
        switch (test.call().name()) {
          case "attribute_exists", "attribute_not_exists" ->
              checkFilter(arguments.getFirst(), List.of());
          case "begins_with" ->
              checkFilter(arguments.getFirst(), arguments.subList(1, arguments.size()));
          default -> throw noOperator();
        }
      }
    }
  }

  /** What a filter attribute is compared with are values. */
  private void checkFilter(Operand of, List<Operand> others) {
    if (!(of instanceof Path path) || isPartition(path)) {
      throw noOperator();
    }
    attribute(path);
    for (Operand other : others) {
      if (!(other instanceof Operand.Literal literal)) {
        throw noOperator();
      }
      checkedValue(path, literal.value());
    }
  }

  private static Path pathOf(BooleanExpression.Comparison comparison) {
    if (comparison.left() instanceof Path path && comparison.right() instanceof Operand.Literal) {
      return path;
    }
    if (comparison.right() instanceof Path path && comparison.left() instanceof Operand.Literal) {
      return path;
    }
    throw noOperator();
  }

  private static ItemValue valueOf(BooleanExpression.Comparison comparison) {
    return comparison.left() instanceof Operand.Literal literal
        ? literal.value()
        : ((Operand.Literal) comparison.right()).value();
  }

  private boolean isPartition(Path path) {
    return index.partition() != null
        && !path.isNested()
        && path.root().equals(index.partition().name());
  }

  private ItemValue checkedValue(Path path, ItemValue value) {
    if (attribute(path).part().type() != value.type()) {
      throw Validation.parameter("Condition parameter type does not match schema type");
    }
    return value;
  }

  /** The attribute of the search schema that is meant. */
  private SearchAttribute attribute(Path path) {
    if (path.isNested()) {
      // Known to be refused; the text is not known.
      throw Validation.error(PARAMETER + "Nested attributes are not supported: " + path);
    }
    for (SearchAttribute attribute : index.schema()) {
      if (attribute.part().name().equals(path.root())) {
        return attribute;
      }
    }
    // Known to be refused; the text is not known.
    throw Validation.error(PARAMETER + "Attribute is not defined in SearchSchema: " + path.root());
  }

  private static RuntimeException noComparator() {
    return Validation.error(PARAMETER + "Invalid comparator used in SearchConditionExpression");
  }

  private static RuntimeException noOperator() {
    return Validation.error(PARAMETER + "Invalid operator used in SearchConditionExpression");
  }
}
