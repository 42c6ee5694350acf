package dev.brume.dynamodb;

import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.PathsIn;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.Validation;
import java.util.List;

/** Refuses paths into attributes that are keys, which are scalars. */
final class KeyPaths {
  private static final String TEXT =
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";

  private KeyPaths() {}

  static void check(TableRecord table, BooleanExpression expression) {
    check(table, PathsIn.of(expression));
  }

  static void check(TableRecord table, Projection projection) {
    if (projection != null) {
      check(table, projection.paths());
    }
  }

  static void check(TableRecord table, List<Path> paths) {
    for (Path path : paths) {
      if (path.isNested()) {
        checkNested(table, path.root());
      }
    }
  }

  private static void checkNested(TableRecord table, String root) {
    if (table.key().has(root)) {
      throw Validation.error(TEXT + "Key: " + root);
    }
    for (IndexRecord index : table.indexes()) {
      if (index.key().has(root)) {
        throw Validation.error(TEXT + "IndexKey: " + root);
      }
    }
  }
}
