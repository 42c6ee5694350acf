package dev.brume.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.SensitiveTrait;

/**
 * A component of a generated record.
 *
 * @param sensitive whether the value must not be printed
 * @param absent replaces an absent value, or null for nothing
 */
record Component(
    MemberShape member, String name, TypeName type, boolean sensitive, CodeBlock absent) {
  /** The JVM's limit for methods: 255 slots, one of them for {@code this}. */
  private static final int MOST = 254;

  /** The components of a structure or union, in the order of its members. */
  static List<Component> of(Shape struct, ServiceShapes shapes) {
    if (struct.members().size() > MOST) {
      throw new GenerationException(
          struct.getId() + " has more than " + MOST + " members: no record can hold them");
    }
    List<Component> components = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (MemberShape member : struct.members()) {
      String name = JavaNames.component(member.getMemberName());
      while (!taken.add(name)) {
        name += "_";
      }
      Shape target = shapes.targetOf(member);
      boolean sensitive =
          struct.hasTrait(SensitiveTrait.class)
              || member.hasTrait(SensitiveTrait.class)
              || printsSecrets(target, shapes, new HashSet<>());
      components.add(
          new Component(
              member, name, shapes.typeName(target), sensitive, DefaultCode.of(member, target)));
    }
    return components;
  }

  /** Structures mask their own secrets, so only lists and maps are checked. */
  private static boolean printsSecrets(Shape shape, ServiceShapes shapes, Set<Shape> seen) {
    if (shape.hasTrait(SensitiveTrait.class)) {
      return true;
    }
    if (!seen.add(shape) || !(shape instanceof ListShape || shape instanceof MapShape)) {
      return false;
    }
    return shape.members().stream()
        .anyMatch(
            member ->
                member.hasTrait(SensitiveTrait.class)
                    || printsSecrets(shapes.targetOf(member), shapes, seen));
  }
}
