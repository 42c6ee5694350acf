package dev.brume.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The grammar of condition, filter and key condition expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions</a>
 */
final class ConditionParser extends ExpressionGrammar {
  private static final Set<String> OWN_WORDS = Set.of("BETWEEN", "IN", "AND", "OR", "NOT");
  private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private static final Set<String> TESTS =
      Set.of(
          "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");

  private static final String SIZE = "size";

  private ConditionParser(String text) {
    super(text);
  }

  static BooleanExpression parse(String text) {
    ConditionParser parser = new ConditionParser(text);
    BooleanExpression expression = parser.or();
    parser.expectEnd();
    parser.throwNoted();
    return expression;
  }

  @Override
  Set<String> ownWords() {
    return OWN_WORDS;
  }

  private BooleanExpression or() {
    BooleanExpression left = and();
    while (takeWordIf("OR")) {
      countOperator();
      left = new BooleanExpression.Or(left, and());
    }
    return left;
  }

  private BooleanExpression and() {
    BooleanExpression left = not();
    while (takeWordIf("AND")) {
      countOperator();
      left = new BooleanExpression.And(left, not());
    }
    return left;
  }

  private BooleanExpression not() {
    if (!takeWordIf("NOT")) {
      return grouped();
    }
    countOperator();
    enter();
    BooleanExpression inner = not();
    leave();
    return new BooleanExpression.Not(inner);
  }

  /**
   * A parenthesis may begin a group of conditions, or an operand: the alternative that parses is
   * used.
   */
  private BooleanExpression grouped() {
    if (!peek().is("(")) {
      return simple();
    }
    int mark = mark();
    Noted noted = noted();
    try {
      return simple();
    } catch (ExpressionFault notSimple) {
      back(mark);
      forget(noted);
    }
    enter();
    take();
    boolean doubled = peek().is("(");
    int begin = mark();
    BooleanExpression inner = or();
    if (doubled && closesAt(begin)) {
      noteRedundantParentheses();
    }
    expect(")");
    leave();
    return inner;
  }

  /** Whether the parenthesis at {@code begin} closes just before the current token. */
  private boolean closesAt(int begin) {
    int end = mark();
    back(begin);
    int level = 0;
    while (mark() < end) {
      level += peek().is("(") ? 1 : peek().is(")") ? -1 : 0;
      if (level == 0 && mark() < end - 1) {
        back(end);
        return false;
      }
      take();
    }
    return level == 0;
  }

  private BooleanExpression simple() {
    Operand first = operand();
    ExpressionToken next = peek();
    if (next.kind() == ExpressionToken.Kind.SYMBOL && COMPARATORS.contains(next.text())) {
      take();
      countOperator();
      Operand second = operand();
      noteMisused(List.of(first, second));
      return new BooleanExpression.Comparison(next.text(), first, second);
    }
    if (takeWordIf("BETWEEN")) {
      return between(first);
    }
    if (takeWordIf("IN")) {
      countOperator();
      expect("(");
      List<Operand> candidates = operands();
      noteMisused(List.of(first));
      noteMisused(candidates);
      return new BooleanExpression.In(first, candidates);
    }
    if (first instanceof Operand.Call call) {
      if (call.name().equals(SIZE)) {
        noteMisusedFunction(SIZE);
      }
      return new BooleanExpression.Test(call);
    }
    throw syntaxError();
  }

  private BooleanExpression between(Operand value) {
    countOperator();
    Operand low = operand();
    if (!takeWordIf("AND")) {
      throw syntaxError();
    }
    Operand high = operand();
    noteMisused(List.of(value, low, high));
    return new BooleanExpression.Between(value, low, high);
  }

  private void noteMisused(List<Operand> operands) {
    for (Operand operand : operands) {
      if (operand instanceof Operand.Call call && !call.name().equals(SIZE)) {
        noteMisusedFunction(call.name());
      }
    }
  }

  /** Operands up to a closing parenthesis. */
  private List<Operand> operands() {
    List<Operand> operands = new ArrayList<>();
    do {
      operands.add(operand());
    } while (takeIf(","));
    expect(")");
    return operands;
  }

  private Operand operand() {
    if (!peek().is("(")) {
      return plainOperand();
    }
    enter();
    take();
    if (peek().is("(")) {
      noteRedundantParentheses();
    }
    Operand inner = operand();
    expect(")");
    leave();
    if (inner instanceof Path path && (peek().is(".") || peek().is("["))) {
      List<Path.Step> steps = new ArrayList<>(path.steps());
      moreSteps(steps);
      return new Path(steps);
    }
    return inner;
  }

  private Operand plainOperand() {
    ExpressionToken token = peek();
    if (token.kind() == ExpressionToken.Kind.VALUE) {
      return new Operand.Placeholder(take().text());
    }
    if (token.kind() == ExpressionToken.Kind.WORD && peekAfter().is("(") && atName()) {
      return call();
    }
    return path();
  }

  private Operand call() {
    enter();
    String name = take().text();
    countOperator();
    expect("(");
    List<Operand> arguments = operands();
    if (!TESTS.contains(name) && !name.equals(SIZE)) {
      noteUnknownFunction(name);
    }
    noteMisused(arguments);
    leave();
    return new Operand.Call(name, arguments);
  }
}
