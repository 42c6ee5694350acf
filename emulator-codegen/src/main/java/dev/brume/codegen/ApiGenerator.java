package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.smithy.model.shapes.Shape;

/**
 * Generates the package of one service. The contract of the generated code is {@code
 * dev.brume.core.schema}: records whose static initialisers only create their own schema, so that
 * an operation only loads its own shapes.
 */
final class ApiGenerator {
  private final ServiceShapes shapes;

  ApiGenerator(ModelFiles models, ApiTarget target) {
    this.shapes = new ServiceShapes(models, target);
  }

  /** Brings the folder up to date. */
  void generate(Path folder) throws IOException {
    SourceFolder sources = new SourceFolder(folder);
    for (Shape shape : shapes.valueShapes()) {
      ClassName className = shapes.className(shape.getId());
      if (ServiceShapes.isStruct(shape)) {
        write(sources, new StructClass(shape, shapes).build());
      } else if (className != null && !ServiceShapes.isUnit(shape.getId())) {
        write(sources, EnumClass.build(className, shape));
      }
    }
    write(sources, ShapesClass.build(shapes));
    write(sources, ErrorsClass.build(shapes));
    write(sources, new ApiClass(shapes).build());
    sources.deleteOthers(".java");
  }

  private void write(SourceFolder sources, TypeSpec type) throws IOException {
    JavaFile file =
        JavaFile.builder(shapes.target().packageName(), type)
            .addFileComment("Generated from $L. Not for editing.", shapes.service().getId())
            .build();
    sources.write(type.name() + ".java", file.toString());
  }
}
