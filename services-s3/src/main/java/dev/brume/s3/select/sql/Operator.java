package dev.brume.s3.select.sql;

/**
 * The binary operators, with their precedence.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-operators.html">Operators</a>
 */
enum Operator {
  OR("or", 1),
  AND("and", 2),
  EQUAL("=", 4),
  NOT_EQUAL("<>", 4),
  IS("is", 4),
  LESS("<", 5),
  LESS_OR_EQUAL("<=", 5),
  GREATER(">", 5),
  GREATER_OR_EQUAL(">=", 5),
  LIKE("like", 5),
  BETWEEN("between", 5),
  IN("in", 5),
  CONCATENATED("||", 6),
  PLUS("+", 6),
  MINUS("-", 6),
  TIMES("*", 7),
  DIVIDED("/", 7),
  MODULO("%", 7);

  /** The operand of NOT: anything that binds more strongly than AND. */
  static final int NOT_STRENGTH = 3;

  private final String sign;
  private final int strength;

  Operator(String sign, int strength) {
    this.sign = sign;
    this.strength = strength;
  }

  int strength() {
    return strength;
  }

  /** The operator that {@code token} is, or null. */
  static Operator of(SqlToken token) {
    if (token.type() == TokenType.STAR) {
      return TIMES;
    }
    if (token.type() != TokenType.OPERATOR) {
      return null;
    }
    for (Operator operator : values()) {
      if (operator.sign.equals(token.text())) {
        return operator;
      }
    }
    return token.text().equals("!=") ? NOT_EQUAL : null;
  }
}
