package dev.brume.dynamodb.expression;

import dev.brume.dynamodb.item.Nesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The common part of all expression grammars: tokens, document paths, function calls. A syntax
 * error is reported at the furthest token reached.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html">Referring
 *     to item attributes</a>
 */
abstract class ExpressionGrammar {
  /** The longest expression, in bytes. */
  static final int MAX_EXPRESSION_BYTES = 4096;

  /** The most operators and functions of an expression. */
  static final int MAX_OPERATORS = 300;

  /** The nesting depth of parentheses and calls at which the parser fails. */
  private static final int MAX_DEPTH = 400;

  private final String text;
  private final List<ExpressionToken> tokens;
  private int position;
  private int furthest;
  private int depth;

  /** Errors of the whole expression, reported after all syntax errors. */
  private boolean redundantParentheses;

  private String unknownFunction;
  private String misusedFunction;
  private String reservedWord;
  private int operators;

  ExpressionGrammar(String text) {
    this.text = text;
    int bytes = text.length() > MAX_EXPRESSION_BYTES ? text.length() : Utf8Length.of(text);
    if (bytes > MAX_EXPRESSION_BYTES) {
      throw new ExpressionFault(
          "Expression size has exceeded the maximum allowed size; expression size: " + bytes);
    }
    tokens = Tokenizer.tokens(text);
    if (tokens.size() == 1) {
      throw new ExpressionFault("The expression can not be empty;");
    }
  }

  /** Keywords of this grammar, which can't be names in it. */
  abstract Set<String> ownWords();

  // ------------------------------------------------------------------------------ tokens

  final ExpressionToken peek() {
    return tokens.get(position);
  }

  final ExpressionToken peekAfter() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  final int mark() {
    return position;
  }

  final void back(int mark) {
    position = mark;
  }

  final ExpressionToken take() {
    ExpressionToken token = peek();
    if (token.kind() != ExpressionToken.Kind.END) {
      position++;
    }
    furthest = Math.max(furthest, position);
    return token;
  }

  final boolean takeIf(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      take();
    }
    return found;
  }

  final boolean takeWordIf(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      take();
    }
    return found;
  }

  final void expect(String symbol) {
    if (!takeIf(symbol)) {
      throw syntaxError();
    }
  }

  /** The error at the furthest token reached. */
  final ExpressionFault syntaxError() {
    int at = Math.max(furthest, position);
    ExpressionToken token = tokens.get(at);
    int from = tokens.get(Math.max(0, at - 1)).start();
    int to = tokens.get(Math.min(tokens.size() - 1, at + 1)).end();
    String near =
        text.substring(from, token.kind() == ExpressionToken.Kind.END ? lastEnd() : to).strip();
    return new ExpressionFault(
        "Syntax error; token: \"" + token.text() + "\", near: \"" + near + "\"");
  }

  private int lastEnd() {
    return tokens.get(Math.max(0, tokens.size() - 2)).end();
  }

  final void expectEnd() {
    if (peek().kind() != ExpressionToken.Kind.END) {
      throw syntaxError();
    }
  }

  final void enter() {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionFault("The expression has too many nested operations;");
    }
  }

  final void leave() {
    depth--;
  }

  // ------------------------------------------------------------------------------ paths

  /** Whether the next token begins a path. */
  final boolean atName() {
    ExpressionToken token = peek();
    return token.kind() == ExpressionToken.Kind.NAME
        || token.kind() == ExpressionToken.Kind.WORD && !ownWords().contains(upper(token.text()));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  final Path path() {
    List<Path.Step> steps = new ArrayList<>();
    steps.add(nameStep());
    moreSteps(steps);
    return new Path(steps);
  }

  /** Nothing can be nested as deep as a longer path. AWS's words are not known. */
  private static void checkDepth(List<Path.Step> steps) {
    if (steps.size() > Nesting.MAX_LEVELS) {
      throw new ExpressionFault(
          "The document path has too many nesting elements; nesting levels: " + steps.size());
    }
  }

  final void moreSteps(List<Path.Step> steps) {
    while (true) {
      if (takeIf(".")) {
        steps.add(nameStep());
      } else if (takeIf("[")) {
        steps.add(indexStep());
        expect("]");
      } else {
        checkDepth(steps);
        return;
      }
    }
  }

  private Path.Step nameStep() {
    if (!atName()) {
      throw syntaxError();
    }
    ExpressionToken token = take();
    if (token.kind() == ExpressionToken.Kind.NAME) {
      return Path.Step.placeholder(token.text());
    }
    if (reservedWord == null && ReservedKeywords.contains(token.text())) {
      reservedWord = token.text();
    }
    return Path.Step.named(token.text());
  }

  private Path.Step indexStep() {
    if (peek().kind() != ExpressionToken.Kind.NUMBER) {
      throw syntaxError();
    }
    String digits = take().text();
    try {
      return Path.Step.at(Integer.parseInt(digits));
    } catch (NumberFormatException e) {
      throw new ExpressionFault(
          "List index is not within the allowable range; index: [" + digits + "]");
    }
  }

  // ------------------------------------------------------------------------------ faults

  final void countOperator() {
    operators++;
  }

  final void noteRedundantParentheses() {
    redundantParentheses = true;
  }

  final void noteUnknownFunction(String name) {
    if (unknownFunction == null) {
      unknownFunction = name;
    }
  }

  final void noteMisusedFunction(String name) {
    if (misusedFunction == null) {
      misusedFunction = name;
    }
  }

  /** Saves the recorded errors before another reading of the same tokens is tried. */
  final Noted noted() {
    return new Noted(
        redundantParentheses, unknownFunction, misusedFunction, reservedWord, operators, depth);
  }

  final void forget(Noted noted) {
    redundantParentheses = noted.parentheses();
    unknownFunction = noted.unknown();
    misusedFunction = noted.misused();
    reservedWord = noted.reserved();
    operators = noted.operators();
    depth = noted.depth();
  }

  /** The errors recorded so far. */
  record Noted(
      boolean parentheses,
      String unknown,
      String misused,
      String reserved,
      int operators,
      int depth) {}

  final void throwReservedWord() {
    if (reservedWord != null) {
      throw new ExpressionFault(
          "Attribute name is a reserved keyword; reserved keyword: " + reservedWord);
    }
  }

  final void throwUnknownFunction() {
    if (unknownFunction != null) {
      throw new ExpressionFault("Invalid function name; function: " + unknownFunction);
    }
  }

  final void throwNoted() {
    if (redundantParentheses) {
      throw new ExpressionFault("The expression has redundant parentheses;");
    }
    throwUnknownFunction();
    if (misusedFunction != null) {
      throw new ExpressionFault(
          "The function is not allowed to be used this way in an expression; function: "
              + misusedFunction);
    }
    throwReservedWord();
    throwTooManyOperators();
  }

  final void throwTooManyOperators() {
    if (operators > MAX_OPERATORS) {
      throw new ExpressionFault(
          "The expression contains too many operators; operator count: " + operators);
    }
  }
}
