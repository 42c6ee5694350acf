package dev.brume.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;

/** Splits an expression into tokens. */
final class Tokenizer {
  private static final String SYMBOLS = "()[],.=<>+-";
  private static final List<String> PAIRS = List.of("<=", ">=", "<>");

  private final String text;
  private int position;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<ExpressionToken> tokens(String text) {
    return new Tokenizer(text).all();
  }

  private List<ExpressionToken> all() {
    List<ExpressionToken> tokens = new ArrayList<>();
    while (true) {
      skipSpace();
      if (position == text.length()) {
        tokens.add(new ExpressionToken(ExpressionToken.Kind.END, "<EOF>", position, position));
        return tokens;
      }
      tokens.add(next());
    }
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private ExpressionToken next() {
    int start = position;
    char first = text.charAt(position++);
    if (isLetter(first)) {
      skipWord();
      return token(ExpressionToken.Kind.WORD, start);
    }
    if (isDigit(first)) {
      while (position < text.length() && isDigit(text.charAt(position))) {
        position++;
      }
      return token(ExpressionToken.Kind.NUMBER, start);
    }
    if (first == '#' || first == ':') {
      skipWord();
      ExpressionToken.Kind kind =
          first == '#' ? ExpressionToken.Kind.NAME : ExpressionToken.Kind.VALUE;
      return token(position == start + 1 ? ExpressionToken.Kind.UNKNOWN : kind, start);
    }
    if (position < text.length() && PAIRS.contains(text.substring(start, start + 2))) {
      position++;
    }
    return token(
        SYMBOLS.indexOf(first) < 0 ? ExpressionToken.Kind.UNKNOWN : ExpressionToken.Kind.SYMBOL,
        start);
  }

  private ExpressionToken token(ExpressionToken.Kind kind, int start) {
    return new ExpressionToken(kind, text.substring(start, position), start, position);
  }

  private void skipWord() {
    while (position < text.length() && isPartOfWord(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPartOfWord(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }
}
