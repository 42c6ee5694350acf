package dev.brume.conformance;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.constraint.ConstraintValidator;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a server of Smithy's own makes of input that breaks constraints: {@code
 * smithy.framework#ValidationException}, which the operations of the suite list.
 */
final class SmithyValidation {
  private SmithyValidation() {}

  /** Refuses {@code input} where it breaks constraints. */
  static void check(Operation<?, ?> operation, Struct input) {
    List<Violation> violations = ConstraintValidator.smithy().validate(input);
    if (violations.isEmpty()) {
      return;
    }
    Schema schema =
        operation.errors().stream()
            .filter(error -> error.id().equals("smithy.framework#ValidationException"))
            .findFirst()
            .orElseThrow();
    Schema fieldSchema = schema.member("fieldList").target().element().target();
    List<Struct> fields = new ArrayList<>();
    for (Violation violation : violations) {
      fields.add(struct(fieldSchema, "path", violation.path(), "message", violation.text()));
    }
    String noun = violations.size() == 1 ? " validation error" : " validation errors";
    String texts = violations.stream().map(Violation::text).collect(Collectors.joining(", "));
    String message = violations.size() + noun + " detected. " + texts;
    throw AwsError.modelled(struct(schema, "message", message, "fieldList", fields));
  }

  private static Struct struct(Schema schema, String first, Object a, String second, Object b) {
    Object[] values = new Object[schema.memberCount()];
    values[schema.member(first).index()] = a;
    values[schema.member(second).index()] = b;
    return schema.create(values);
  }
}
