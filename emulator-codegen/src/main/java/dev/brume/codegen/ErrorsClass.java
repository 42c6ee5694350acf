package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.ErrorTrait;

/** {@code <Svc>Errors}: a factory for every error of the model. */
final class ErrorsClass {
  private ErrorsClass() {}

  static TypeSpec build(ServiceShapes shapes) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(shapes.ownClass("Errors"))
            .addJavadoc("The errors that the model knows.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    shapes.valueShapes().stream()
        .filter(shape -> shape.hasTrait(ErrorTrait.class))
        .forEach(shape -> type.addMethod(factory(shape, shapes)));
    return type.build();
  }

  private static MethodSpec factory(Shape error, ServiceShapes shapes) {
    ClassName className = shapes.className(error.getId());
    Optional<Component> message =
        Component.of(error, shapes).stream()
            .filter(component -> component.member().getMemberName().equalsIgnoreCase("message"))
            .findFirst();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(JavaNames.method(error.getId().getName()))
            .addJavadoc("The error {@code $L}.\n", error.getId().getName())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(Core.AWS_ERROR)
            .addParameter(String.class, "message");
    if (message.isPresent()) {
      method.addStatement(
          "return $T.modelled($T.builder().$N(message).build())",
          Core.AWS_ERROR,
          className,
          message.get().name());
    } else {
      method.addStatement(
          "return $T.modelled($T.builder().build(), message)", Core.AWS_ERROR, className);
    }
    return method.build();
  }
}
