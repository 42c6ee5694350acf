package dev.brume.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Caches the trees of expressions by text, so that each is parsed once. Invalid texts are cached
 * with their error. When there are too many, all are removed.
 */
final class ParsedExpressions<T> {
  /** Programs have few expressions; those that embed values in them have an unlimited number. */
  private static final int MAX_KEPT = 2_000;

  static final ParsedExpressions<BooleanExpression> CONDITIONS =
      new ParsedExpressions<>(ConditionParser::parse);

  static final ParsedExpressions<List<UpdateAction>> UPDATES =
      new ParsedExpressions<>(UpdateParser::parse);

  static final ParsedExpressions<List<Path>> PROJECTIONS =
      new ParsedExpressions<>(ProjectionParser::parse);

  private final Function<String, T> parser;
  private final Map<String, Object> known = new ConcurrentHashMap<>();

  private ParsedExpressions(Function<String, T> parser) {
    this.parser = parser;
  }

  /**
   * The tree of {@code text}.
   *
   * @throws ExpressionFault if it is invalid
   */
  @SuppressWarnings("unchecked")
  T of(String text) {
    Object parsed = known.get(text);
    if (parsed == null) {
      if (known.size() >= MAX_KEPT) {
        known.clear();
      }
      parsed = parse(text);
      known.put(text, parsed);
    }
    if (parsed instanceof ExpressionFault fault) {
      throw fault;
    }
    return (T) parsed;
  }

  private Object parse(String text) {
    try {
      return parser.apply(text);
    } catch (ExpressionFault fault) {
      return fault;
    }
  }
}
