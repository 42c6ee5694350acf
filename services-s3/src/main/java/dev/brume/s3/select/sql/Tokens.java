package dev.brume.s3.select.sql;

import java.util.List;

/** The tokens of an expression and the reading position. */
final class Tokens {
  private final List<SqlToken> tokens;
  private int position;

  Tokens(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  /** The next word, which stays the next one. */
  SqlToken peek() {
    return tokens.get(position);
  }

  /** The word after the next one. */
  SqlToken peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  /** Takes the next word; the end is never passed. */
  SqlToken take() {
    SqlToken token = tokens.get(position);
    if (token.type() != TokenType.EOF) {
      position++;
    }
    return token;
  }

  /** Consumes the next token if it is of {@code type}. */
  boolean takeIf(TokenType type) {
    if (peek().type() != type) {
      return false;
    }
    take();
    return true;
  }

  /** Consumes the next token if it is the keyword or operator {@code word}. */
  boolean takeIf(String word) {
    if (!peek().is(word)) {
      return false;
    }
    take();
    return true;
  }

  SqlToken expect(TokenType type) {
    if (peek().type() != type) {
      throw SqlErrors.expectedToken(type, peek());
    }
    return take();
  }

  void expectKeyword(String keyword) {
    if (!takeIf(keyword)) {
      throw SqlErrors.expectedKeyword(keyword, peek());
    }
  }
}
