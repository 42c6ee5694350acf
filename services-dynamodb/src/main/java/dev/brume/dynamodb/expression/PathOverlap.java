package dev.brume.dynamodb.expression;

import java.util.List;

/** Refuses conflicting or overlapping paths: one within another, or of different kinds. */
public final class PathOverlap {
  private PathOverlap() {}

  /**
   * Checks the paths of one expression.
   *
   * @throws ExpressionFault in AWS's words
   */
  public static void check(List<Path> paths) {
    for (int second = 1; second < paths.size(); second++) {
      for (int first = 0; first < second; first++) {
        if (overlap(paths.get(first), paths.get(second))) {
          throw fault("overlap", paths.get(first), paths.get(second));
        }
      }
    }
    for (int second = 1; second < paths.size(); second++) {
      for (int first = 0; first < second; first++) {
        if (conflict(paths.get(first), paths.get(second))) {
          throw fault("conflict", paths.get(first), paths.get(second));
        }
      }
    }
  }

  private static ExpressionFault fault(String how, Path one, Path two) {
    return new ExpressionFault(
        "Two document paths "
            + how
            + " with each other; must remove or rewrite one of these paths; path one: "
            + one
            + ", path two: "
            + two);
  }

  private static int common(Path one, Path two) {
    int shorter = Math.min(one.steps().size(), two.steps().size());
    for (int i = 0; i < shorter; i++) {
      if (!one.steps().get(i).isSameAs(two.steps().get(i))) {
        return i;
      }
    }
    return shorter;
  }

  private static boolean overlap(Path one, Path two) {
    return common(one, two) == Math.min(one.steps().size(), two.steps().size());
  }

  private static boolean conflict(Path one, Path two) {
    int common = common(one, two);
    return common < Math.min(one.steps().size(), two.steps().size())
        && one.steps().get(common).isIndex() != two.steps().get(common).isIndex();
  }
}
