package dev.brume.dynamodb;

import dev.brume.dynamodb.api.AttributeAction;
import dev.brume.dynamodb.api.AttributeValue;
import dev.brume.dynamodb.api.AttributeValueUpdate;
import dev.brume.dynamodb.engine.KeyCheck;
import dev.brume.dynamodb.engine.KeyPart;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.UpdateAction;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.AttributeReader;
import dev.brume.dynamodb.item.AttributeType;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The common checks of single, batch and transactional writes. */
final class WriteReading {
  private WriteReading() {}

  /**
   * An item to put.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if it is invalid or too large
   */
  static ItemValue item(Map<String, AttributeValue> wire) {
    ItemValue item = AttributeReader.item(wire);
    if (item.sizeBytes() > ItemSize.MAX_ITEM_BYTES) {
      throw Validation.error("Item size has exceeded the maximum allowed size");
    }
    return item;
  }

  /** The update of AttributeUpdates; an update without changes if it is null. */
  static UpdatePlan attributeUpdates(Map<String, AttributeValueUpdate> updates) {
    if (updates == null) {
      return UpdatePlan.NONE;
    }
    List<UpdateAction> actions = new ArrayList<>(updates.size());
    updates.forEach((name, update) -> actions.add(action(name, update)));
    return new UpdatePlan(actions, true);
  }

  private static UpdateAction action(String name, AttributeValueUpdate update) {
    ItemValue value = update.value() == null ? null : AttributeReader.value(update.value());
    String action = update.action() == null ? AttributeAction.PUT : update.action();
    Path path = Path.of(name);
    if (value == null) {
      if (!action.equals(AttributeAction.DELETE)) {
        throw Validation.parameter(
            "Only DELETE action is allowed when no attribute value is specified");
      }
      return new UpdateAction(UpdateAction.Kind.REMOVE, path, null);
    }
    AttributeType type = value.type();
    boolean addable = type.isSet() || type == AttributeType.N || type == AttributeType.L;
    if (action.equals(AttributeAction.DELETE) && !type.isSet()) {
      throw Validation.parameter("DELETE action with value is not supported for the type " + type);
    }
    if (action.equals(AttributeAction.ADD) && !addable) {
      throw Validation.parameter("ADD action is not supported for the type " + type);
    }
    UpdateAction.Kind kind =
        switch (action) {
          case AttributeAction.ADD -> UpdateAction.Kind.ADD;
          case AttributeAction.DELETE -> UpdateAction.Kind.DELETE;
          default -> UpdateAction.Kind.SET;
        };
    return new UpdateAction(kind, path, new Operand.Literal(value));
  }

  /**
   * Checks an update against the table: the key must not change, index keys must keep their types.
   */
  static void checkUpdate(TableRecord table, UpdatePlan update) {
    for (KeyPart part : table.key().parts()) {
      for (UpdateAction action : update.actions()) {
        if (action.path().root().equals(part.name())) {
          throw Validation.parameter(
              "Cannot update attribute " + part.name() + ". This attribute is part of the key");
        }
      }
    }
    for (UpdateAction action : update.actions()) {
      AttributeType type = UpdatePlan.typeSet(action);
      if (type != null && !action.path().isNested()) {
        KeyCheck.checkIndexType(table, action.path().root(), type);
      }
    }
    KeyPaths.check(table, update.actions().stream().map(UpdateAction::path).toList());
  }
}
