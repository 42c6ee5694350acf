package dev.brume.s3.select.sql;

/** The kinds of tokens, by their names in errors. */
enum TokenType {
  KEYWORD,
  OPERATOR,
  IDENTIFIER,
  QUOTED_IDENTIFIER,
  LITERAL,
  ION_LITERAL,
  NULL,
  MISSING,
  AS,
  STAR,
  DOT,
  COMMA,
  LEFT_PAREN,
  RIGHT_PAREN,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  SEMICOLON,
  EOF
}
