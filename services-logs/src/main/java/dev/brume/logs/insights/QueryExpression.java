package dev.brume.logs.insights;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.brume.logs.insights.QueryTokens.Kind;
import dev.brume.logs.insights.QueryTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An expression of a query. Values are strings, possibly numeric; null is a missing value, {@code
 * 1} and {@code 0} are true and false.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html">
 *     Supported operations and functions</a>
 */
@FunctionalInterface
interface QueryExpression {
  int MAX_DEPTH = 100;

  /** The value for a row; null if missing. */
  String of(QueryRow row);

  /** Whether the expression is true for a row. */
  default boolean holds(QueryRow row) {
    String value = of(row);
    return value != null && !value.isEmpty() && !value.equals("0") && !value.equals("false");
  }

  /** Parses an expression. */
  static QueryExpression parse(QueryTokens tokens) {
    return either(tokens, 0);
  }

  private static QueryExpression either(QueryTokens tokens, int depth) {
    QueryExpression all = both(tokens, depth);
    while (tokens.skip("or")) {
      QueryExpression left = all;
      QueryExpression right = both(tokens, depth);
      all = row -> QueryValues.truth(left.holds(row) || right.holds(row));
    }
    return all;
  }

  private static QueryExpression both(QueryTokens tokens, int depth) {
    QueryExpression all = negated(tokens, depth);
    while (tokens.skip("and")) {
      QueryExpression left = all;
      QueryExpression right = negated(tokens, depth);
      all = row -> QueryValues.truth(left.holds(row) && right.holds(row));
    }
    return all;
  }

  private static QueryExpression negated(QueryTokens tokens, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedQuery("the query is nested too deeply", tokens.peek().start());
    }
    if (tokens.skip("not")) {
      QueryExpression inner = negated(tokens, depth + 1);
      return row -> QueryValues.truth(!inner.holds(row));
    }
    return comparison(tokens, depth);
  }

  private static QueryExpression comparison(QueryTokens tokens, int depth) {
    QueryExpression left = sum(tokens, depth);
    boolean not = tokens.peek().text().equalsIgnoreCase("not") && tokens.skip("not");
    if (tokens.skip("like") || tokens.skip("=~")) {
      QueryExpression like = like(tokens, left);
      return not ? row -> QueryValues.truth(!like.holds(row)) : like;
    }
    if (tokens.skip("in")) {
      List<QueryExpression> members = members(tokens, depth);
      return row -> {
        String value = left.of(row);
        boolean in =
            value != null && members.stream().anyMatch(m -> QueryValues.same(value, m.of(row)));
        return QueryValues.truth(in != not);
      };
    }
    if (not) {
      throw tokens.unexpected();
    }
    for (String operator : new String[] {"=", "!=", "<=", ">=", "<", ">"}) {
      if (tokens.skip(operator)) {
        QueryExpression right = sum(tokens, depth);
        return row -> QueryValues.truth(QueryValues.compare(operator, left.of(row), right.of(row)));
      }
    }
    return left;
  }

  private static QueryExpression like(QueryTokens tokens, QueryExpression left) {
    Token token = tokens.next();
    if (token.kind() == Kind.REGEX) {
      Pattern regex = regex(token);
      return row -> {
        String value = left.of(row);
        return QueryValues.truth(value != null && regex.matcher(value).find());
      };
    }
    if (token.kind() != Kind.TEXT) {
      throw new MalformedQuery("unexpected symbol found " + token.text(), token.start());
    }
    String part = token.text();
    return row -> {
      String value = left.of(row);
      return QueryValues.truth(value != null && value.contains(part));
    };
  }

  /** The regular expression of a token. */
  static Pattern regex(Token token) {
    try {
      return Pattern.compile(
          token.text().replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!"));
    } catch (PatternSyntaxException e) {
      throw new MalformedQuery("invalid regular expression", token.start());
    }
  }

  private static List<QueryExpression> members(QueryTokens tokens, int depth) {
    tokens.expect("[");
    List<QueryExpression> members = new ArrayList<>();
    while (!tokens.skip("]")) {
      members.add(sum(tokens, depth + 1));
      if (!tokens.skip(",") && !tokens.peek().text().equals("]")) {
        throw tokens.unexpected();
      }
    }
    return members;
  }

  private static QueryExpression sum(QueryTokens tokens, int depth) {
    QueryExpression all = product(tokens, depth);
    while (tokens.peek().kind() == Kind.SIGN && "+-".contains(tokens.peek().text())) {
      all = QueryValues.arithmetic(tokens.next().text(), all, product(tokens, depth));
    }
    return all;
  }

  private static QueryExpression product(QueryTokens tokens, int depth) {
    QueryExpression all = single(tokens, depth);
    while (tokens.peek().kind() == Kind.SIGN && "*/%^".contains(tokens.peek().text())) {
      all = QueryValues.arithmetic(tokens.next().text(), all, single(tokens, depth));
    }
    return all;
  }

  private static QueryExpression single(QueryTokens tokens, int depth) {
    if (depth > MAX_DEPTH) {
      throw new MalformedQuery("the query is nested too deeply", tokens.peek().start());
    }
    if (tokens.skip("(")) {
      QueryExpression inner = either(tokens, depth + 1);
      tokens.expect(")");
      return inner;
    }
    if (tokens.skip("-")) {
      return QueryValues.arithmetic("-", row -> "0", single(tokens, depth + 1));
    }
    Token token = tokens.next();
    if (token.kind() == Kind.TEXT) {
      return row -> token.text();
    }
    if (token.kind() != Kind.WORD) {
      throw new MalformedQuery("unexpected symbol found " + token.text(), token.start());
    }
    if (tokens.peek().text().equals("(") && tokens.peek().kind() == Kind.SIGN) {
      return function(tokens, token, depth);
    }
    String word = token.text();
    if (QueryValues.number(word) != null) {
      return row -> word;
    }
    return row -> row.get(word);
  }

  private static QueryExpression function(QueryTokens tokens, Token name, int depth) {
    tokens.expect("(");
    List<QueryExpression> arguments = new ArrayList<>();
    String last = tokens.peek().text();
    while (!tokens.skip(")")) {
      last = tokens.peek().text();
      arguments.add(either(tokens, depth + 1));
      if (!tokens.skip(",") && !tokens.peek().text().equals(")")) {
        throw tokens.unexpected();
      }
    }
    return QueryFunctions.of(name.text().toLowerCase(Locale.ROOT), arguments, last, name.start());
  }
}
