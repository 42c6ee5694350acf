package dev.brume.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The grammar of projection expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html">Projection
 *     expressions</a>
 */
final class ProjectionParser extends ExpressionGrammar {
  private ProjectionParser(String text) {
    super(text);
  }

  static List<Path> parse(String text) {
    ProjectionParser parser = new ProjectionParser(text);
    List<Path> paths = new ArrayList<>();
    do {
      paths.add(parser.path());
    } while (parser.takeIf(","));
    parser.expectEnd();
    parser.throwNoted();
    return paths;
  }

  @Override
  Set<String> ownWords() {
    return Set.of();
  }
}
