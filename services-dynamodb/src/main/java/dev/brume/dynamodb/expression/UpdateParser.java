package dev.brume.dynamodb.expression;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The grammar of update expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
final class UpdateParser extends ExpressionGrammar {
  private static final Set<String> OWN_WORDS = Set.of("SET", "REMOVE", "ADD", "DELETE");
  private static final Set<String> FUNCTIONS = Set.of("if_not_exists", "list_append");

  private final List<UpdateAction> actions = new ArrayList<>();
  private final Set<UpdateAction.Kind> sections = EnumSet.noneOf(UpdateAction.Kind.class);
  private UpdateAction.Kind repeated;

  private UpdateParser(String text) {
    super(text);
  }

  static List<UpdateAction> parse(String text) {
    UpdateParser parser = new UpdateParser(text);
    do {
      parser.section();
    } while (parser.peek().kind() != ExpressionToken.Kind.END);
    parser.throwReservedWord();
    parser.throwUnknownFunction();
    if (parser.repeated != null) {
      throw new ExpressionFault(
          "The \"" + parser.repeated + "\" section can only be used once in an update expression;");
    }
    parser.throwTooManyOperators();
    return parser.actions;
  }

  @Override
  Set<String> ownWords() {
    return OWN_WORDS;
  }

  private void section() {
    UpdateAction.Kind kind = null;
    for (UpdateAction.Kind each : UpdateAction.Kind.values()) {
      if (takeWordIf(each.name())) {
        kind = each;
        break;
      }
    }
    if (kind == null) {
      throw syntaxError();
    }
    if (!sections.add(kind) && repeated == null) {
      repeated = kind;
    }
    do {
      actions.add(action(kind));
    } while (takeIf(","));
  }

  private UpdateAction action(UpdateAction.Kind kind) {
    Path path = path();
    Operand value =
        switch (kind) {
          case SET -> {
            expect("=");
            yield setValue();
          }
          case REMOVE -> null;
          case ADD, DELETE -> placeholder();
        };
    return new UpdateAction(kind, path, value);
  }

  private Operand placeholder() {
    if (peek().kind() != ExpressionToken.Kind.VALUE) {
      throw syntaxError();
    }
    return new Operand.Placeholder(take().text());
  }

  /** A value, or a sum or difference of two, optionally in parentheses. */
  private Operand setValue() {
    if (peek().is("(")) {
      int mark = mark();
      Noted noted = noted();
      try {
        return sum();
      } catch (ExpressionFault notASum) {
        back(mark);
        forget(noted);
      }
      take();
      Operand inner = sum();
      expect(")");
      return inner;
    }
    return sum();
  }

  private Operand sum() {
    Operand left = operand();
    boolean subtract = peek().is("-");
    if (!subtract && !peek().is("+")) {
      return left;
    }
    take();
    countOperator();
    return new Operand.Arithmetic(subtract, left, operand());
  }

  private Operand operand() {
    if (takeIf("(")) {
      enter();
      Operand inner = operand();
      expect(")");
      leave();
      return inner;
    }
    if (peek().kind() == ExpressionToken.Kind.VALUE) {
      return placeholder();
    }
    if (peek().kind() == ExpressionToken.Kind.WORD && peekAfter().is("(") && atName()) {
      return call();
    }
    return path();
  }

  private Operand call() {
    enter();
    String name = take().text();
    countOperator();
    expect("(");
    List<Operand> arguments = new ArrayList<>();
    do {
      arguments.add(operand());
    } while (takeIf(","));
    expect(")");
    if (!FUNCTIONS.contains(name)) {
      noteUnknownFunction(name);
    }
    leave();
    return new Operand.Call(name, arguments);
  }
}
