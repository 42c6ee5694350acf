package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Nesting;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.ValueWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A bound update. All its operands are evaluated on the original item; then the actions are applied
 * in order.
 *
 * @param actions the actions
 * @param legacy whether it came from AttributeUpdates, whose error texts differ
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
public record UpdatePlan(List<UpdateAction> actions, boolean legacy) {
  /** An update without changes, which creates a missing item. */
  public static final UpdatePlan NONE = new UpdatePlan(List.of(), true);

  /** The paths that the actions change. */
  public Projection touched() {
    return Projection.of(actions.stream().map(UpdateAction::path).toList());
  }

  /**
   * The item after the update.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if the item does not match the
   *     actions
   */
  public ItemValue appliedTo(ItemValue item) {
    List<ItemValue> values = new ArrayList<>(actions.size());
    for (UpdateAction action : actions) {
      values.add(action.value() == null ? null : value(action.value(), item));
    }
    ItemDraft draft = new ItemDraft(item);
    for (int i = 0; i < values.size(); i++) {
      apply(actions.get(i), values.get(i), draft);
    }
    ItemValue changed = draft.value();
    if (mayNest()) {
      Nesting.check(changed);
    }
    return changed;
  }

  /** Whether values may come to stand deeper in the item than they were checked for. */
  private boolean mayNest() {
    for (UpdateAction action : actions) {
      if (action.path().isNested() && action.value() != null) {
        return true;
      }
    }
    return false;
  }

  private void apply(UpdateAction action, ItemValue value, ItemDraft draft) {
    Path path = action.path();
    switch (action.kind()) {
      case SET -> draft.set(path, value);
      case REMOVE -> draft.remove(path);
      case ADD -> {
        ItemValue known = draft.get(path);
        draft.set(path, known == null ? value : added(known, value));
      }
      case DELETE -> delete(path, value, draft);
    }
  }

  private void delete(Path path, ItemValue value, ItemDraft draft) {
    ItemValue known = draft.get(path);
    if (known == null) {
      return;
    }
    checkSameType(known, value);
    ItemValue rest = without(known, value);
    if (rest == null) {
      draft.remove(path);
    } else {
      draft.set(path, rest);
    }
  }

  private void checkSameType(ItemValue known, ItemValue value) {
    if (known.type() != value.type()) {
      throw Validation.error(
          legacy
              ? "Type mismatch for attribute to update"
              : "An operand in the update expression has an incorrect data type");
    }
  }

  private ItemValue added(ItemValue known, ItemValue value) {
    checkSameType(known, value);
    if (value.type() == AttributeType.N) {
      return ItemValue.sum(known, value, false);
    }
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(known.type());
    copyAll(known, writer);
    ItemValue.Elements elements = value.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      if (known.type() == AttributeType.L || !known.contains(element)) {
        writer.copy(element);
      }
    }
    writer.end(begun);
    return writer.value();
  }

  private static void copyAll(ItemValue list, ValueWriter writer) {
    ItemValue.Elements elements = list.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      writer.copy(element);
    }
  }

  /** The set {@code known} without the elements of {@code value}; null if it becomes empty. */
  private static ItemValue without(ItemValue known, ItemValue value) {
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(known.type());
    boolean any = false;
    ItemValue.Elements elements = known.elements();
    for (ItemValue element = elements.next(); element != null; element = elements.next()) {
      if (!value.contains(element)) {
        writer.copy(element);
        any = true;
      }
    }
    writer.end(begun);
    return any ? writer.value() : null;
  }

  private static ItemValue value(Operand operand, ItemValue item) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value();
      case Path path -> {
        ItemValue value = path.in(item);
        if (value == null) {
          throw Validation.error(
              "The provided expression refers to an attribute that does not exist in the item");
        }
        yield value;
      }
      case Operand.Arithmetic sum ->
          ItemValue.sum(
              typed(sum.left(), item, AttributeType.N),
              typed(sum.right(), item, AttributeType.N),
              sum.subtract());
      case Operand.Call call -> call(call, item);
      case Operand.Placeholder placeholder -> throw new IllegalStateException("Not bound");
    };
  }

  private static ItemValue call(Operand.Call call, ItemValue item) {
    Operand first = call.arguments().get(0);
    Operand second = call.arguments().get(1);
    if (call.name().equals("if_not_exists")) {
      ItemValue known = ((Path) first).in(item);
      return known != null ? known : value(second, item);
    }
    ValueWriter writer = new ValueWriter();
    int begun = writer.begin(AttributeType.L);
    copyAll(typed(first, item, AttributeType.L), writer);
    copyAll(typed(second, item, AttributeType.L), writer);
    writer.end(begun);
    return writer.value();
  }

  private static ItemValue typed(Operand operand, ItemValue item, AttributeType wanted) {
    ItemValue value = value(operand, item);
    if (value.type() != wanted) {
      throw Validation.error("An operand in the update expression has an incorrect data type");
    }
    return value;
  }

  /** The type that {@code action} sets at its path whatever the item, or null. */
  public static AttributeType typeSet(UpdateAction action) {
    return action.value() == null ? null : typeOf(action.value());
  }

  private static AttributeType typeOf(Operand operand) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value().type();
      case Operand.Arithmetic sum -> AttributeType.N;
      case Operand.Call call ->
          call.name().equals("list_append") ? AttributeType.L : typeOf(call.arguments().get(1));
      case Path path -> null;
      case Operand.Placeholder placeholder -> null;
    };
  }
}
