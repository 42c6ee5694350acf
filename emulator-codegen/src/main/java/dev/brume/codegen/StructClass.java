package dev.brume.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import software.amazon.smithy.model.shapes.Shape;

/** The record of a structure or union. */
final class StructClass {
  private final Shape shape;
  private final ClassName className;
  private final List<Component> components;
  private final SchemaCode schemas;

  StructClass(Shape shape, ServiceShapes shapes) {
    this.shape = shape;
    this.className = shapes.className(shape.getId());
    this.components = Component.of(shape, shapes);
    this.schemas = new SchemaCode(shapes);
  }

  TypeSpec build() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    for (Component component : components) {
      constructor.addParameter(component.type(), component.name());
    }
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(className)
            .addJavadoc("The $L {@code $L}.\n", shape.getType(), shape.getId().getName())
            .addModifiers(Modifier.PUBLIC)
            .addSuperinterface(Core.STRUCT)
            .recordConstructor(constructor.build())
            .addField(schemaField())
            .addMethod(BuilderClass.factory(className))
            .addMethod(BuilderClass.copyFactory(className, components));
    if (shape.isUnionShape()) {
      components.forEach(component -> type.addMethod(unionFactory(component)));
    }
    type.addMethod(schemaMethod()).addMethod(get()).addMethod(create());
    if (components.stream().anyMatch(Component::sensitive)) {
      type.addMethod(guardedToString());
    }
    return type.addType(BuilderClass.build(className, components)).build();
  }

  private FieldSpec schemaField() {
    return FieldSpec.builder(
            Core.SCHEMA, "SCHEMA", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer(schemas.struct(shape, construct("null", null)))
        .build();
  }

  /** {@code new X(...)} with the same expression for every component except {@code chosen}. */
  private CodeBlock construct(String expression, Component chosen) {
    CodeBlock values =
        components.stream()
            .map(component -> CodeBlock.of("$L", component == chosen ? "value" : expression))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("new $T($L)", className, values);
  }

  private MethodSpec unionFactory(Component component) {
    String memberName = component.member().getMemberName();
    return MethodSpec.methodBuilder("of" + JavaNames.capitalised(memberName))
        .addJavadoc("The union with {@code $L} set.\n", memberName)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(className)
        .addParameter(component.type(), "value")
        .addStatement("return $L", construct("null", component))
        .build();
  }

  private static MethodSpec schemaMethod() {
    return MethodSpec.methodBuilder("schema")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(Core.SCHEMA)
        .addStatement("return SCHEMA")
        .build();
  }

  private MethodSpec get() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("get")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(Object.class)
            .addParameter(int.class, "index");
    if (components.isEmpty()) {
      return method.addStatement("throw new $T(index)", IndexOutOfBoundsException.class).build();
    }
    method.addCode("return switch (index) {\n$>");
    for (int i = 0; i < components.size(); i++) {
      method.addCode("case $L -> $N;\n", i, components.get(i).name());
    }
    return method
        .addCode("default -> throw new $T(index);\n", IndexOutOfBoundsException.class)
        .addCode("$<};\n")
        .build();
  }

  private MethodSpec create() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("create")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(className)
            .addParameter(ParameterSpec.builder(Object[].class, "values").build());
    if (components.stream().anyMatch(StructClass::isGeneric)) {
      method.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "$S", "unchecked")
              .build());
    }
    CodeBlock.Builder arguments = CodeBlock.builder();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      arguments.add(i == 0 ? "\n" : ",\n");
      if (component.absent() != null) {
        arguments.add("values[$L] == null ? $L : ", i, component.absent());
      }
      arguments.add("($T) values[$L]", component.type(), i);
    }
    return method.addStatement("return new $T($L)", className, arguments.build()).build();
  }

  private static boolean isGeneric(Component component) {
    return component.type() instanceof ParameterizedTypeName;
  }

  private MethodSpec guardedToString() {
    CodeBlock.Builder text = CodeBlock.builder().add("$S", className.simpleName() + "[");
    String separator = "";
    for (Component component : components) {
      String label = separator + component.name() + "=";
      if (component.sensitive()) {
        text.add("\n+ $S", label).add(" + ($N == null ? $S : $S)", component.name(), "null", "***");
      } else {
        text.add("\n+ $S + $N", label, component.name());
      }
      separator = ", ";
    }
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $L\n+ $S", text.build(), "]")
        .build();
  }
}
