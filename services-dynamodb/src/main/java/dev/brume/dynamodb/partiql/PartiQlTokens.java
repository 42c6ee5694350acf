package dev.brume.dynamodb.partiql;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.List;

/** Splits a statement into tokens, and returns them one after the other. */
final class PartiQlTokens {
  private static final List<String> PAIRS = List.of("<<", ">>", "<=", ">=", "<>", "!=", "||");
  private static final String SYMBOLS = "()[]{},.:=<>+-*?;";

  private final List<Piece> pieces = new ArrayList<>();
  private final String text;
  private int position;
  private int next;

  /** The kind of a token. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /** A token of a statement. */
  record Piece(Kind kind, String text, int start) {}

  PartiQlTokens(String text) {
    this.text = text;
    while (skipSpace()) {
      pieces.add(cut());
    }
    pieces.add(new Piece(Kind.END, "<EOF>", text.length()));
  }

  private boolean skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length();
  }

  private Piece cut() {
    int start = position;
    char first = text.charAt(position);
    if (first == '\'' || first == '"') {
      return quoted(first);
    }
    if (Character.isDigit(first)) {
      skipNumber();
      return new Piece(Kind.NUMBER, text.substring(start, position), start);
    }
    if (Character.isLetter(first) || first == '_') {
      while (position < text.length() && isPartOfWord(text.charAt(position))) {
        position++;
      }
      return new Piece(Kind.WORD, text.substring(start, position), start);
    }
    String pair = text.substring(start, Math.min(text.length(), start + 2));
    position += PAIRS.contains(pair) ? 2 : 1;
    if (SYMBOLS.indexOf(first) < 0 && !PAIRS.contains(pair)) {
      throw malformed("Unexpected character " + first);
    }
    return new Piece(Kind.SYMBOL, text.substring(start, position), start);
  }

  private void skipNumber() {
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean sign = (c == '-' || c == '+') && "eE".indexOf(text.charAt(position - 1)) >= 0;
      if (!Character.isDigit(c) && c != '.' && c != 'e' && c != 'E' && !sign) {
        return;
      }
      position++;
    }
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** A quote within is doubled. */
  private Piece quoted(char quote) {
    int start = position++;
    StringBuilder content = new StringBuilder();
    while (true) {
      if (position == text.length()) {
        throw malformed("Unterminated literal");
      }
      char c = text.charAt(position++);
      if (c != quote) {
        content.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        content.append(quote);
        position++;
      } else {
        Kind kind = quote == '"' ? Kind.QUOTED_NAME : Kind.TEXT;
        return new Piece(kind, content.toString(), start);
      }
    }
  }

  Piece peek() {
    return pieces.get(next);
  }

  Piece take() {
    Piece piece = peek();
    if (piece.kind() != Kind.END) {
      next++;
    }
    return piece;
  }

  int mark() {
    return next;
  }

  void back(int mark) {
    next = mark;
  }

  boolean atWord(String word) {
    return peek().kind() == Kind.WORD && peek().text().equalsIgnoreCase(word);
  }

  boolean takeWord(String word) {
    boolean found = atWord(word);
    if (found) {
      take();
    }
    return found;
  }

  void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected();
    }
  }

  boolean takeSymbol(String symbol) {
    boolean found = peek().kind() == Kind.SYMBOL && peek().text().equals(symbol);
    if (found) {
      take();
    }
    return found;
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected();
    }
  }

  AwsError unexpected() {
    return malformed("Unexpected term: " + peek().text());
  }

  /** The error for a malformed statement. AWS's text about the position is not known. */
  static AwsError malformed(String why) {
    return Validation.error("Statement wasn't well formed, can't be processed: " + why);
  }
}
