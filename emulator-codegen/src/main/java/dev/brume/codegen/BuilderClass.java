package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The nested class {@code Builder} of a record, with one setter per component, named like it. */
final class BuilderClass {
  private BuilderClass() {}

  static TypeSpec build(ClassName record, List<Component> components) {
    ClassName builder = record.nestedClass("Builder");
    TypeSpec.Builder type =
        TypeSpec.classBuilder(builder)
            .addJavadoc("Makes a {@link $T}.\n", record)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (Component component : components) {
      type.addField(field(component));
      type.addMethod(
          MethodSpec.methodBuilder(component.name())
              .addModifiers(Modifier.PUBLIC)
              .returns(builder)
              .addParameter(component.type(), "value")
              .addStatement("this.$N = value", component.name())
              .addStatement("return this")
              .build());
    }
    CodeBlock values =
        components.stream()
            .map(component -> CodeBlock.of("$N", component.name()))
            .collect(CodeBlock.joining(", "));
    return type.addMethod(
            MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .returns(record)
                .addStatement("return new $T($L)", record, values)
                .build())
        .build();
  }

  private static FieldSpec field(Component component) {
    FieldSpec.Builder field =
        FieldSpec.builder(component.type(), component.name(), Modifier.PRIVATE);
    if (component.absent() != null) {
      field.initializer(component.absent());
    }
    return field.build();
  }

  static MethodSpec factory(ClassName record) {
    return MethodSpec.methodBuilder("builder")
        .addJavadoc("A builder with every member absent.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(record.nestedClass("Builder"))
        .addStatement("return new Builder()")
        .build();
  }

  static MethodSpec copyFactory(ClassName record, List<Component> components) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("toBuilder")
            .addJavadoc("A builder with the members of this value.\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(record.nestedClass("Builder"))
            .addStatement("Builder copy = new Builder()");
    for (Component component : components) {
      method.addStatement("copy.$1N = $1N", component.name());
    }
    return method.addStatement("return copy").build();
  }
}
