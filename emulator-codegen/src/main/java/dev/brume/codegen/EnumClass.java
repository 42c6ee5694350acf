package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import software.amazon.smithy.model.shapes.EnumShape;
import software.amazon.smithy.model.shapes.IntEnumShape;
import software.amazon.smithy.model.shapes.Shape;

/**
 * The constants of an enum. Not a Java enum, because unknown values must be kept until validation.
 */
final class EnumClass {
  private final TypeSpec.Builder type;
  private final Set<String> taken = new HashSet<>();

  private EnumClass(ClassName className, Shape shape) {
    type =
        TypeSpec.classBuilder(className)
            .addJavadoc("The known values of {@code $L}.\n", shape.getId().getName())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  static TypeSpec build(ClassName className, Shape shape) {
    EnumClass constants = new EnumClass(className, shape);
    if (shape instanceof EnumShape strings) {
      for (Map.Entry<String, String> entry : strings.getEnumValues().entrySet()) {
        constants.add(String.class, entry.getKey(), "$S", entry.getValue());
      }
    } else {
      for (Map.Entry<String, Integer> entry : ((IntEnumShape) shape).getEnumValues().entrySet()) {
        constants.add(int.class, entry.getKey(), "$L", entry.getValue());
      }
    }
    return constants.type.build();
  }

  private void add(Class<?> valueType, String memberName, String format, Object value) {
    String name = JavaNames.constant(memberName);
    while (!taken.add(name)) {
      name += "_";
    }
    type.addField(
        FieldSpec.builder(valueType, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .initializer(format, value)
            .build());
  }
}
