package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.AttributeType;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds a request's names and values to a parsed update, and checks it as a whole: that all names
 * are defined, then all values, then that paths do not overlap, then the operands.
 */
final class UpdateBinder {
  private final Bindings bindings;

  UpdateBinder(Bindings bindings) {
    this.bindings = bindings;
  }

  UpdatePlan bound(List<UpdateAction> parsed) {
    List<UpdateAction> named = new ArrayList<>(parsed.size());
    for (UpdateAction action : parsed) {
      named.add(
          new UpdateAction(action.kind(), action.path().bound(bindings), named(action.value())));
    }
    List<UpdateAction> actions = new ArrayList<>(parsed.size());
    for (UpdateAction action : named) {
      actions.add(new UpdateAction(action.kind(), action.path(), valued(action.value())));
    }
    PathOverlap.check(actions.stream().map(UpdateAction::path).toList());
    actions.forEach(UpdateBinder::checkElements);
    for (UpdateAction action : actions) {
      checkFunctions(action.value());
    }
    return new UpdatePlan(actions, false);
  }

  private Operand named(Operand operand) {
    return switch (operand) {
      case null -> null;
      case Path path -> path.bound(bindings);
      case Operand.Call call ->
          new Operand.Call(call.name(), call.arguments().stream().map(this::named).toList());
      case Operand.Arithmetic sum ->
          new Operand.Arithmetic(sum.subtract(), named(sum.left()), named(sum.right()));
      case Operand.Placeholder placeholder -> placeholder;
      case Operand.Literal literal -> literal;
    };
  }

  private Operand valued(Operand operand) {
    return switch (operand) {
      case null -> null;
      case Operand.Placeholder placeholder ->
          new Operand.Literal(bindings.value(placeholder.name()));
      case Operand.Call call ->
          new Operand.Call(call.name(), call.arguments().stream().map(this::valued).toList());
      case Operand.Arithmetic sum ->
          new Operand.Arithmetic(sum.subtract(), valued(sum.left()), valued(sum.right()));
      case Path path -> path;
      case Operand.Literal literal -> literal;
    };
  }

  /** ADD accepts numbers and sets, DELETE accepts sets. */
  private static void checkElements(UpdateAction action) {
    boolean add = action.kind() == UpdateAction.Kind.ADD;
    if (!add && action.kind() != UpdateAction.Kind.DELETE) {
      return;
    }
    AttributeType type = ((Operand.Literal) action.value()).value().type();
    if (!type.isSet() && !(add && type == AttributeType.N)) {
      throw new ExpressionFault(
          "Incorrect operand type for operator or function; operator: "
              + action.kind()
              + ", operand type: "
              + type.longName()
              + ", typeSet: ALLOWED_FOR_"
              + action.kind()
              + "_OPERAND");
    }
  }

  private static void checkFunctions(Operand operand) {
    switch (operand) {
      case null -> {
        // removals have no operand
      }
      case Operand.Arithmetic sum -> {
        checkFunctions(sum.left());
        checkFunctions(sum.right());
        checkLiteral(sum.operator(), sum.left(), AttributeType.N);
        checkLiteral(sum.operator(), sum.right(), AttributeType.N);
      }
      case Operand.Call call -> checkCall(call);
      case Path path -> {
        // whatever its value
      }
      case Operand.Literal literal -> {
        // any value can be set
      }
      case Operand.Placeholder placeholder -> throw new IllegalStateException("Not bound");
    }
  }

  private static void checkCall(Operand.Call call) {
    call.arguments().forEach(UpdateBinder::checkFunctions);
    if (call.arguments().size() != 2) {
      throw ConditionBinder.wrongCount(call.name(), call.arguments().size());
    }
    if (call.name().equals("list_append")) {
      call.arguments().forEach(each -> checkLiteral(call.name(), each, AttributeType.L));
    } else if (!(call.arguments().getFirst() instanceof Path)) {
      throw ConditionBinder.pathWanted(call.name());
    }
  }

  private static void checkLiteral(String name, Operand operand, AttributeType wanted) {
    if (operand instanceof Operand.Literal literal && literal.value().type() != wanted) {
      throw ConditionBinder.wrongType(name, literal.value().type());
    }
  }
}
