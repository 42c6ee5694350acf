package dev.brume.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.IntEnumShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.InternalTrait;

/**
 * The values of an enum, in any form that models use.
 *
 * @param known in the model's order; numbers in decimal
 * @param internal also allowed, but not shown to clients
 */
record EnumValues(List<String> known, List<String> internal) {

  /** The values of {@code shape}; empty if it is not an enum. */
  static Optional<EnumValues> of(Shape shape) {
    EnumValues values = new EnumValues(new ArrayList<>(), new ArrayList<>());
    if (shape instanceof EnumShape strings) {
      strings.getEnumValues().forEach((name, value) -> values.add(strings, name, value));
    } else if (shape instanceof IntEnumShape numbers) {
      for (Map.Entry<String, Integer> entry : numbers.getEnumValues().entrySet()) {
        values.add(numbers, entry.getKey(), entry.getValue().toString());
      }
    } else if (isEnumTrait(shape)) {
      values.addDefinitions(shape);
    } else {
      return Optional.empty();
    }
    return Optional.of(values);
  }

  /** Whether {@code shape} is a string with Smithy 1.0's enum trait. */
  @SuppressWarnings("deprecation")
  static boolean isEnumTrait(Shape shape) {
    return shape.isStringShape()
        && shape.hasTrait(software.amazon.smithy.model.traits.EnumTrait.class);
  }

  @SuppressWarnings("deprecation")
  private void addDefinitions(Shape shape) {
    shape
        .expectTrait(software.amazon.smithy.model.traits.EnumTrait.class)
        .getValues()
        .forEach(
            definition ->
                (definition.hasTag("internal") ? internal : known).add(definition.getValue()));
  }

  private void add(Shape shape, String memberName, String value) {
    boolean hidden = shape.getMember(memberName).orElseThrow().hasTrait(InternalTrait.class);
    (hidden ? internal : known).add(value);
  }
}
