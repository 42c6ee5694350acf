package dev.brume.dynamodb.expression;

/**
 * A token of an expression.
 *
 * @param kind its kind
 * @param text as written
 * @param start its start in the expression
 * @param end its end
 */
record ExpressionToken(Kind kind, String text, int start, int end) {
  /** The kind of a token. */
  enum Kind {
    /** A letter, then letters, digits and underscores. */
    WORD,
    /** Digits. */
    NUMBER,
    /** A name placeholder: {@code #a}. */
    NAME,
    /** A value placeholder: {@code :a}. */
    VALUE,
    /** An operator or punctuation. */
    SYMBOL,
    /** An invalid character. */
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
