package dev.brume.s3.select.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits an expression into tokens. Comments ({@code --} and between slash and star) are skipped.
 */
final class Lexer {
  private static final Set<String> WORD_OPERATORS =
      Set.of("and", "or", "not", "in", "is", "like", "between");
  private static final Set<String> SIGN_OPERATORS =
      Set.of("+", "-", "/", "%", "<", ">", "=", "<=", ">=", "<>", "!=", "||");
  private static final int MOST_NUMBER_DIGITS = 1_000;

  private final String source;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private int startLine;
  private int startColumn;

  private Lexer(String source) {
    this.source = source;
  }

  /** The words of {@code expression}; the last one is of type EOF. */
  static List<SqlToken> tokens(String expression) {
    Lexer lexer = new Lexer(expression);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (skipBlanks()) {
      startLine = line;
      startColumn = position - lineStart + 1;
      char c = source.charAt(position);
      if (isNameStart(c)) {
        word();
      } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
        number();
      } else {
        switch (c) {
          case '\'' -> add(TokenType.LITERAL, null, new Value.Text(quoted('\'')));
          case '"' -> add(TokenType.QUOTED_IDENTIFIER, quoted('"'), null);
          case '`' -> add(TokenType.ION_LITERAL, null, ionLiteral());
          default -> sign(c);
        }
      }
    }
    startLine = line;
    startColumn = position - lineStart + 1;
    add(TokenType.EOF, "", null);
  }

  private void add(TokenType type, String text, Value value) {
    tokens.add(new SqlToken(type, text, value, startLine, startColumn));
  }

  private char peek(int ahead) {
    int at = position + ahead;
    return at < source.length() ? source.charAt(at) : '\0';
  }

  private void advance() {
    if (source.charAt(position) == '\n') {
      line++;
      lineStart = position + 1;
    }
    position++;
  }

  /** Moves to the next token and returns whether there is one. */
  private boolean skipBlanks() {
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        advance();
      } else if (c == '-' && peek(1) == '-') {
        while (position < source.length() && source.charAt(position) != '\n') {
          advance();
        }
      } else if (c == '/' && peek(1) == '*') {
        skipComment();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() {
    startLine = line;
    startColumn = position - lineStart + 1;
    int end = source.indexOf("*/", position + 2);
    if (end < 0) {
      throw invalidChar();
    }
    while (position < end + 2) {
      advance();
    }
  }

  private RuntimeException invalidChar() {
    return SqlErrors.lexer("LexerInvalidChar", "Invalid character", startLine, startColumn);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  private void word() {
    int start = position;
    while (position < source.length() && isNamePart(source.charAt(position))) {
      position++;
    }
    String text = source.substring(start, position);
    String lower = text.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "true" -> add(TokenType.LITERAL, null, Value.Bool.TRUE);
      case "false" -> add(TokenType.LITERAL, null, Value.Bool.FALSE);
      case "null" -> add(TokenType.NULL, lower, Value.Absent.NULL);
      case "missing" -> add(TokenType.MISSING, lower, Value.Absent.MISSING);
      case "as" -> add(TokenType.AS, lower, null);
      default -> {
        if (WORD_OPERATORS.contains(lower)) {
          add(TokenType.OPERATOR, lower, null);
        } else if (ReservedWords.contains(lower)) {
          add(TokenType.KEYWORD, lower, null);
        } else {
          add(TokenType.IDENTIFIER, text, null);
        }
      }
    }
  }

  private void number() {
    int start = position;
    digits();
    if (peek(0) == '.' && !isNameStart(peek(1))) {
      position++;
      digits();
    }
    if ((peek(0) == 'e' || peek(0) == 'E')
        && (isDigit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && isDigit(peek(2))))) {
      position += 2;
      digits();
    }
    String text = source.substring(start, position);
    if (isNameStart(peek(0)) || text.length() > MOST_NUMBER_DIGITS) {
      throw invalidLiteral();
    }
    add(TokenType.LITERAL, null, number(text));
  }

  private Value number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9');
      return whole && number.precision() <= 19 && number.compareTo(Numbers.MOST_INT) <= 0
          ? new Value.Int(number.longValueExact())
          : new Value.Decimal(number);
    } catch (NumberFormatException e) {
      throw invalidLiteral();
    }
  }

  private RuntimeException invalidLiteral() {
    return SqlErrors.lexer("LexerInvalidLiteral", "Invalid literal", startLine, startColumn);
  }

  private void digits() {
    while (isDigit(peek(0))) {
      position++;
    }
  }

  /** The text between two {@code quote}s; a doubled quote is a literal one. */
  private String quoted(char quote) {
    StringBuilder text = new StringBuilder();
    advance();
    while (position < source.length()) {
      char c = source.charAt(position);
      advance();
      if (c != quote) {
        text.append(c);
      } else if (peek(0) == quote) {
        text.append(quote);
        advance();
      } else {
        return text.toString();
      }
    }
    throw invalidChar();
  }

  private Value ionLiteral() {
    Value value = IonLiteral.parse(quoted('`').strip());
    if (value == null) {
      throw SqlErrors.lexer(
          "LexerInvalidIONLiteral", "Invalid ion literal", startLine, startColumn);
    }
    return value;
  }

  private void sign(char c) {
    TokenType single =
        switch (c) {
          case '*' -> TokenType.STAR;
          case '.' -> TokenType.DOT;
          case ',' -> TokenType.COMMA;
          case '(' -> TokenType.LEFT_PAREN;
          case ')' -> TokenType.RIGHT_PAREN;
          case '[' -> TokenType.LEFT_BRACKET;
          case ']' -> TokenType.RIGHT_BRACKET;
          case ';' -> TokenType.SEMICOLON;
          default -> null;
        };
    if (single != null) {
      position++;
      add(single, String.valueOf(c), null);
      return;
    }
    String two = position + 1 < source.length() ? source.substring(position, position + 2) : "";
    String one = String.valueOf(c);
    if (SIGN_OPERATORS.contains(two)) {
      position += 2;
      add(TokenType.OPERATOR, two, null);
    } else if (SIGN_OPERATORS.contains(one)) {
      position++;
      add(TokenType.OPERATOR, one, null);
    } else if (c == '!' || c == '|') {
      throw SqlErrors.lexer("LexerInvalidOperator", "Invalid operator", startLine, startColumn);
    } else {
      throw invalidChar();
    }
  }
}
