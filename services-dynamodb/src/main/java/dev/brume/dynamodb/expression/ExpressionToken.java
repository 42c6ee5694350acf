package dev.brume.dynamodb.expression;

/**
 * A piece of an expression.
 *
 * @param kind what it is
 * @param text as written
 * @param start where it begins in the expression
 * @param end where it ends
 */
record ExpressionToken(Kind kind, String text, int start, int end) {
  /** What a token is. */
  enum Kind {
    /** A letter, then letters, digits and underscores. */
    WORD,
    /** Digits. */
    NUMBER,
    /** A placeholder of a name: {@code #a}. */
    NAME,
    /** A placeholder of a value: {@code :a}. */
    VALUE,
    /** An operator or punctuation. */
    SYMBOL,
    /** A character that begins nothing. */
    UNKNOWN,
    /** The end. */
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }
}
