package dev.brume.dynamodb;

import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.ValueWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The conditions on key attributes in a statement's WHERE clause: the operands of its top-level
 * AND, one by one.
 */
final class KeyConjuncts {
  private static final Map<String, ItemRange.Comparison> COMPARISONS =
      Map.of(
          "=", ItemRange.Comparison.EQ,
          "<", ItemRange.Comparison.LT,
          "<=", ItemRange.Comparison.LE,
          ">", ItemRange.Comparison.GT,
          ">=", ItemRange.Comparison.GE);

  /** "IN: up to 50 hash attribute values or up to 100 non-key attribute values." */
  private static final int MAX_PARTITIONS = 50;

  private final List<BooleanExpression> conjuncts = new ArrayList<>();

  KeyConjuncts(BooleanExpression where) {
    if (where != null) {
      add(where);
    }
  }

  private void add(BooleanExpression expression) {
    if (expression instanceof BooleanExpression.And and) {
      add(and.left());
      add(and.right());
    } else {
      conjuncts.add(expression);
    }
  }

  /** The required value of {@code part}; null if there is none. */
  private ItemValue equal(KeyPart part) {
    for (BooleanExpression conjunct : conjuncts) {
      ItemValue value = equal(conjunct, part);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static ItemValue equal(BooleanExpression conjunct, KeyPart part) {
    return conjunct instanceof BooleanExpression.Comparison comparison
            && comparison.operator().equals("=")
            && isPart(comparison.left(), part)
            && comparison.right() instanceof Operand.Literal literal
            && literal.value().type() == part.type()
            && literal.value().contentLength() > 0
        ? literal.value()
        : null;
  }

  private static boolean isPart(Operand operand, KeyPart part) {
    return operand instanceof Path path && !path.isNested() && path.root().equals(part.name());
  }

  /** The key of the only selected item, as a map; null if the key is incomplete. */
  ItemValue key(KeyDefinition definition) {
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(AttributeType.M);
    for (KeyPart part : definition.parts()) {
      ItemValue value = equal(part);
      if (value == null) {
        return null;
      }
      writer.name(part.name());
      writer.copy(value);
    }
    writer.end(begun);
    return writer.value();
  }

  /** The conditions on non-key attributes; null for none. */
  BooleanExpression rest(KeyDefinition definition) {
    BooleanExpression rest = null;
    for (BooleanExpression conjunct : conjuncts) {
      if (definition.parts().stream().noneMatch(part -> equal(conjunct, part) != null)) {
        rest = rest == null ? conjunct : new BooleanExpression.And(rest, conjunct);
      }
    }
    return rest;
  }

  /**
   * The range of a table or index that can contain the selected items; null if that is all of it.
   */
  private ItemRange range(KeyDefinition definition) {
    List<ItemValue> partition = new ArrayList<>();
    for (KeyPart part : definition.partition()) {
      ItemValue value = equal(part);
      if (value == null) {
        return null;
      }
      partition.add(value);
    }
    return range(partition, definition);
  }

  private ItemRange range(List<ItemValue> partition, KeyDefinition definition) {
    List<ItemValue> sort = new ArrayList<>();
    for (KeyPart part : definition.sort()) {
      ItemValue value = equal(part);
      if (value == null) {
        return range(partition, sort, part);
      }
      sort.add(value);
    }
    return ItemRange.of(partition, sort);
  }

  /**
   * The ranges of a table or index that can contain the selected items, one for each value of the
   * partition key, in the order of these; null if that is all of it.
   *
   * @param descending the greatest value first
   */
  List<ItemRange> ranges(KeyDefinition definition, boolean descending) {
    ItemRange only = range(definition);
    if (only != null) {
      return List.of(only);
    }
    if (definition.partition().size() > 1) {
      return null;
    }
    KeyPart part = definition.partition().getFirst();
    for (BooleanExpression conjunct : conjuncts) {
      List<ItemValue> values = values(conjunct, part);
      if (values != null) {
        Comparator<ItemValue> order = ItemValue::compare;
        return values.stream()
            .distinct()
            .sorted(descending ? order.reversed() : order)
            .map(value -> range(List.of(value), definition))
            .toList();
      }
    }
    return null;
  }

  /** The values that {@code expression} lets {@code part} have; null if that may be any. */
  private static List<ItemValue> values(BooleanExpression expression, KeyPart part) {
    return switch (expression) {
      case BooleanExpression.Or or -> {
        List<ItemValue> left = values(or.left(), part);
        List<ItemValue> right = left == null ? null : values(or.right(), part);
        yield right == null ? null : Stream.concat(left.stream(), right.stream()).toList();
      }
      case BooleanExpression.In in when isPart(in.value(), part) -> {
        if (in.candidates().stream().anyMatch(each -> !isOf(each, part))) {
          yield null;
        }
        if (in.candidates().size() > MAX_PARTITIONS) { // AWS's words are not known.
          throw Validation.error(
              "IN takes at most " + MAX_PARTITIONS + " values of the partition key");
        }
        yield in.candidates().stream().map(KeyConjuncts::literal).toList();
      }
      default -> {
        ItemValue value = equal(expression, part);
        yield value == null ? null : List.of(value);
      }
    };
  }

  private ItemRange range(List<ItemValue> partition, List<ItemValue> sort, KeyPart part) {
    for (BooleanExpression conjunct : conjuncts) {
      ItemRange range =
          switch (conjunct) {
            case BooleanExpression.Comparison comparison
                when isPart(comparison.left(), part)
                    && COMPARISONS.containsKey(comparison.operator())
                    && isOf(comparison.right(), part) ->
                ItemRange.of(
                    partition,
                    sort,
                    COMPARISONS.get(comparison.operator()),
                    List.of(literal(comparison.right())));
            case BooleanExpression.Between between
                when isPart(between.value(), part)
                    && isOf(between.low(), part)
                    && isOf(between.high(), part) ->
                ItemRange.of(
                    partition,
                    sort,
                    ItemRange.Comparison.BETWEEN,
                    List.of(literal(between.low()), literal(between.high())));
            default -> null;
          };
      if (range != null) {
        return range;
      }
    }
    return ItemRange.of(partition, sort);
  }

  private static boolean isOf(Operand operand, KeyPart part) {
    return operand instanceof Operand.Literal literal && literal.value().type() == part.type();
  }

  private static ItemValue literal(Operand operand) {
    return ((Operand.Literal) operand).value();
  }
}
