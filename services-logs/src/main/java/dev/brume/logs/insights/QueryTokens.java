package dev.brume.logs.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of a query, read left to right. */
final class QueryTokens {
  private static final String SIGNS = "|,()[]+-*/%^=<>!";

  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** The kind of a token. */
  enum Kind {
    WORD,
    TEXT,
    REGEX,
    SIGN,
    END
  }

  /**
   * @param text without quotes
   * @param start its start position
   */
  record Token(Kind kind, String text, int start) {}

  QueryTokens(String query) {
    int position = 0;
    while (position < query.length()) {
      position = read(query, position);
    }
    tokens.add(new Token(Kind.END, "", query.length()));
  }

  private int read(String query, int start) {
    char first = query.charAt(start);
    if (Character.isWhitespace(first)) {
      return start + 1;
    }
    if (first == '#') {
      int end = query.indexOf('\n', start);
      return end < 0 ? query.length() : end;
    }
    if (first == '"' || first == '\'' || first == '`') {
      return quoted(query, start, first, first == '`' ? Kind.WORD : Kind.TEXT);
    }
    if (first == '/' && isRegexNext()) {
      return quoted(query, start, '/', Kind.REGEX);
    }
    if (SIGNS.indexOf(first) >= 0) {
      String sign =
          query.startsWith("=", start + 1) && "<>!".indexOf(first) >= 0 ? first + "=" : null;
      if (query.startsWith("=~", start)) {
        sign = "=~";
      }
      String text = sign == null ? String.valueOf(first) : sign;
      tokens.add(new Token(Kind.SIGN, text, start));
      return start + text.length();
    }
    int end = start;
    while (end < query.length()
        && !Character.isWhitespace(query.charAt(end))
        && SIGNS.indexOf(query.charAt(end)) < 0
        && "\"'`".indexOf(query.charAt(end)) < 0) {
      end++;
    }
    tokens.add(new Token(Kind.WORD, query.substring(start, end), start));
    return Math.max(end, start + 1);
  }

  private boolean isRegexNext() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.getLast();
    String text = last.text().toLowerCase(Locale.ROOT);
    return text.equals("=~")
        || last.kind() == Kind.WORD && (text.equals("like") || isParsed())
        || last.kind() == Kind.SIGN && text.equals("=");
  }

  /** Whether the last word is {@code parse}'s field. */
  private boolean isParsed() {
    return tokens.size() > 1 && tokens.get(tokens.size() - 2).text().equalsIgnoreCase("parse")
        || tokens.getLast().text().equalsIgnoreCase("parse");
  }

  private int quoted(String query, int start, char quote, Kind kind) {
    StringBuilder text = new StringBuilder();
    int end = start + 1;
    while (end < query.length() && query.charAt(end) != quote) {
      if (query.charAt(end) == '\\' && end + 1 < query.length()) {
        if (kind == Kind.REGEX && query.charAt(end + 1) != quote) {
          text.append('\\');
        }
        end++;
      }
      text.append(query.charAt(end++));
    }
    if (end >= query.length()) {
      throw new MalformedQuery("unterminated " + quote, start);
    }
    tokens.add(new Token(kind, text.toString(), start));
    return end + 1;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Skips the given sign or word (case-insensitive) if it is next. */
  boolean skip(String text) {
    Token token = peek();
    boolean found =
        token.kind() == Kind.SIGN && token.text().equals(text)
            || token.kind() == Kind.WORD && token.text().equalsIgnoreCase(text);
    if (found) {
      at++;
    }
    return found;
  }

  void expect(String text) {
    if (!skip(text)) {
      throw unexpected();
    }
  }

  String word() {
    if (peek().kind() != Kind.WORD) {
      throw unexpected();
    }
    return next().text();
  }

  MalformedQuery unexpected() {
    Token token = peek();
    String found = token.kind() == Kind.END ? "<EOF>" : token.text();
    return new MalformedQuery("unexpected symbol found " + found, token.start());
  }
}
