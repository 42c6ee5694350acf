package dev.brume.dynamodb.partiql;

import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.ExpressionFault;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.PathOverlap;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.expression.UpdateAction;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The grammar of statements.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html">PartiQL
 *     statements for DynamoDB</a>
 */
public final class PartiQlParser {
  private final PartiQlTokens tokens;
  private final PartiQlOperands operands;

  private PartiQlParser(String text, List<ItemValue> parameters) {
    tokens = new PartiQlTokens(text);
    operands = new PartiQlOperands(tokens, parameters);
  }

  /**
   * Parses a statement.
   *
   * @param parameters the values of its question marks, in order
   * @throws dev.brume.core.error.AwsError ValidationException if it is invalid
   */
  public static PartiQlStatement parse(String text, List<ItemValue> parameters) {
    PartiQlParser parser = new PartiQlParser(text, parameters);
    PartiQlStatement statement = parser.statement();
    parser.tokens.takeSymbol(";");
    if (parser.tokens.peek().kind() != PartiQlTokens.Kind.END) {
      throw parser.tokens.unexpected();
    }
    if (parser.operands.used() != parameters.size()) {
      throw Validation.error("Number of parameters in request and statement don't match.");
    }
    return statement;
  }

  private PartiQlStatement statement() {
    if (tokens.takeWord("SELECT")) {
      return select();
    }
    if (tokens.takeWord("EXISTS")) {
      tokens.expectSymbol("(");
      tokens.expectWord("SELECT");
      PartiQlStatement.Select select = select();
      tokens.expectSymbol(")");
      return new PartiQlStatement.Exists(select);
    }
    if (tokens.takeWord("INSERT")) {
      tokens.expectWord("INTO");
      String table = name();
      tokens.expectWord("VALUE");
      return new PartiQlStatement.Insert(table, operands.item());
    }
    if (tokens.takeWord("UPDATE")) {
      return update();
    }
    if (tokens.takeWord("DELETE")) {
      tokens.expectWord("FROM");
      return new PartiQlStatement.Delete(name(), where(), returningOfDelete());
    }
    throw tokens.unexpected();
  }

  private String name() {
    PartiQlTokens.Piece piece = tokens.peek();
    if (piece.kind() != PartiQlTokens.Kind.WORD && piece.kind() != PartiQlTokens.Kind.QUOTED_NAME) {
      throw tokens.unexpected();
    }
    return tokens.take().text();
  }

  private PartiQlStatement.Select select() {
    Projection projection = null;
    if (!tokens.takeSymbol("*")) {
      List<Path> paths = new ArrayList<>();
      do {
        paths.add(operands.path());
      } while (tokens.takeSymbol(","));
      projection = Projection.of(paths);
    }
    tokens.expectWord("FROM");
    String table = name();
    String index = tokens.takeSymbol(".") ? name() : null;
    BooleanExpression where = tokens.atWord("WHERE") ? where() : null;
    return new PartiQlStatement.Select(table, index, projection, where, orders());
  }

  private List<PartiQlStatement.Order> orders() {
    List<PartiQlStatement.Order> orders = new ArrayList<>();
    if (tokens.takeWord("ORDER")) {
      tokens.expectWord("BY");
      do {
        String name = name();
        boolean descending = tokens.takeWord("DESC");
        if (!descending) {
          tokens.takeWord("ASC");
        }
        orders.add(new PartiQlStatement.Order(name, descending));
      } while (tokens.takeSymbol(","));
    }
    return orders;
  }

  private PartiQlStatement.Update update() {
    String table = name();
    List<UpdateAction> actions = new ArrayList<>();
    while (true) {
      if (tokens.takeWord("SET")) {
        do {
          actions.add(set());
        } while (tokens.takeSymbol(","));
      } else if (tokens.takeWord("REMOVE")) {
        do {
          actions.add(new UpdateAction(UpdateAction.Kind.REMOVE, operands.path(), null));
        } while (tokens.takeSymbol(","));
      } else {
        break;
      }
    }
    if (actions.isEmpty()) {
      throw tokens.unexpected();
    }
    checkPaths(actions);
    return new PartiQlStatement.Update(table, new UpdatePlan(actions, false), where(), returning());
  }

  private static void checkPaths(List<UpdateAction> actions) {
    try {
      PathOverlap.check(actions.stream().map(UpdateAction::path).toList());
    } catch (ExpressionFault fault) {
      throw Validation.error(fault.getMessage());
    }
  }

  /** set_add and set_delete of the attribute itself correspond to ADD and DELETE. */
  private UpdateAction set() {
    Path path = operands.path();
    tokens.expectSymbol("=");
    Operand value = operands.sum();
    if (value instanceof Operand.Call call && call.name().startsWith("set_")) {
      return elements(path, call);
    }
    PartiQlOperands.checkSet(value);
    return new UpdateAction(UpdateAction.Kind.SET, path, value);
  }

  private static UpdateAction elements(Path path, Operand.Call call) {
    Operand elements = call.arguments().getLast();
    boolean ofItself = call.arguments().getFirst().toString().equals(path.toString());
    if (!ofItself
        || !(elements instanceof Operand.Literal literal)
        || !literal.value().type().isSet()) {
      throw Validation.error(
          "Incorrect operand type for operator or function; operator or function: " + call.name());
    }
    boolean add = call.name().equals("set_add");
    return new UpdateAction(add ? UpdateAction.Kind.ADD : UpdateAction.Kind.DELETE, path, elements);
  }

  private String returning() {
    if (!tokens.takeWord("RETURNING")) {
      return null;
    }
    String which = tokens.take().text().toUpperCase(Locale.ROOT);
    String when = tokens.take().text().toUpperCase(Locale.ROOT);
    tokens.expectSymbol("*");
    return switch (which + " " + when) {
      case "ALL OLD", "ALL NEW", "MODIFIED OLD", "MODIFIED NEW" -> which + " " + when;
      default -> throw PartiQlTokens.malformed("Unexpected term: " + which);
    };
  }

  /** "RETURNING returnvalues: ALL OLD *" is all that a DELETE takes. */
  private String returningOfDelete() {
    String returning = returning();
    if (returning != null && !returning.equals("ALL OLD")) {
      throw PartiQlTokens.malformed("Unexpected term: " + returning.split(" ")[0]);
    }
    return returning;
  }

  private BooleanExpression where() {
    tokens.expectWord("WHERE");
    return or();
  }

  private BooleanExpression or() {
    BooleanExpression left = and();
    while (tokens.takeWord("OR")) {
      left = new BooleanExpression.Or(left, and());
    }
    return left;
  }

  private BooleanExpression and() {
    BooleanExpression left = not();
    while (tokens.takeWord("AND")) {
      left = new BooleanExpression.And(left, not());
    }
    return left;
  }

  private BooleanExpression not() {
    if (tokens.takeWord("NOT")) {
      operands.enter();
      BooleanExpression inner = not();
      operands.leave();
      return new BooleanExpression.Not(inner);
    }
    if (tokens.takeSymbol("(")) {
      operands.enter();
      BooleanExpression inner = or();
      operands.leave();
      tokens.expectSymbol(")");
      return inner;
    }
    return simple();
  }

  private BooleanExpression simple() {
    Operand left = operands.operand();
    for (String symbol : new String[] {"=", "<>", "!=", "<=", ">=", "<", ">"}) {
      if (tokens.takeSymbol(symbol)) {
        String operator = symbol.equals("!=") ? "<>" : symbol;
        return new BooleanExpression.Comparison(
            operator, compared(left), compared(operands.operand()));
      }
    }
    if (tokens.takeWord("BETWEEN")) {
      Operand low = compared(operands.operand());
      tokens.expectWord("AND");
      return new BooleanExpression.Between(compared(left), low, compared(operands.operand()));
    }
    boolean negated = tokens.takeWord("NOT");
    if (tokens.takeWord("IN")) {
      BooleanExpression in = new BooleanExpression.In(compared(left), operands.candidates());
      return negated ? new BooleanExpression.Not(in) : in;
    }
    if (tokens.takeWord("IS")) {
      return is(left);
    }
    if (left instanceof Operand.Call call && !negated && !call.name().equals("size")) {
      return new BooleanExpression.Test(call);
    }
    throw tokens.unexpected();
  }

  /** size is the only function whose value can be compared. */
  private static Operand compared(Operand operand) {
    if (operand instanceof Operand.Call call && !call.name().equals("size")) {
      throw PartiQlTokens.malformed("Unexpected function: " + call.name());
    }
    return operand;
  }

  private BooleanExpression is(Operand given) {
    Operand left = compared(given);
    boolean negated = tokens.takeWord("NOT");
    BooleanExpression test;
    if (tokens.takeWord("MISSING")) {
      test = new BooleanExpression.Test(new Operand.Call("attribute_not_exists", List.of(left)));
    } else {
      tokens.expectWord("NULL");
      test = new BooleanExpression.Comparison("=", left, new Operand.Literal(ItemValue.nothing()));
    }
    return negated ? new BooleanExpression.Not(test) : test;
  }
}
