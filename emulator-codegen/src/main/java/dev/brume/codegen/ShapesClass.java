package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import software.amazon.smithy.model.shapes.Shape;

/** {@code <Svc>Shapes}: the schema of every shape by number. */
final class ShapesClass {
  /** Shapes per method, so that none exceeds the JVM's limit of 64 KiB of byte code. */
  private static final int CHUNK = 100;

  private ShapesClass() {}

  static TypeSpec build(ServiceShapes shapes) {
    ClassName className = shapes.ownClass("Shapes");
    List<Shape> all = shapes.valueShapes();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addJavadoc("The shapes of the service by number.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(Core.SCHEMA_SOURCE)
            .addField(
                FieldSpec.builder(
                        className, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The only one.\n")
                    .initializer("new $T()", className)
                    .build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addStatement("super($L)", all.size())
                    .build())
            .addMethod(create(all.size()));
    SchemaCode schemas = new SchemaCode(shapes);
    for (int start = 0; start < all.size(); start += CHUNK) {
      type.addMethod(createChunk(start, all, schemas));
    }
    return type.build();
  }

  private static MethodSpec create(int count) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("create")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(Core.SCHEMA)
            .addParameter(int.class, "id")
            .addCode("return switch (id / $L) {\n$>", CHUNK);
    for (int start = 0; start < count; start += CHUNK) {
      method.addCode("case $L -> createFrom$L(id);\n", start / CHUNK, start);
    }
    return method
        .addCode("default -> throw new $T(id);\n", IndexOutOfBoundsException.class)
        .addCode("$<};\n")
        .build();
  }

  private static MethodSpec createChunk(int start, List<Shape> all, SchemaCode schemas) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("createFrom" + start)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Core.SCHEMA)
            .addParameter(int.class, "id")
            .addCode("return switch (id) {\n$>");
    for (int i = start; i < Math.min(all.size(), start + CHUNK); i++) {
      method.addCode("case $L -> $L;\n", i, schemas.of(all.get(i)));
    }
    return method
        .addCode("default -> throw new $T(id);\n", IndexOutOfBoundsException.class)
        .addCode("$<};\n")
        .build();
  }
}
