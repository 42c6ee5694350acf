package dev.brume.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.model.traits.HttpTrait;

/** {@code <Svc>Api}: a constant for every operation, and one for the service. */
final class ApiClass {
  private final ServiceShapes shapes;
  private final OperationIndex operations;

  ApiClass(ServiceShapes shapes) {
    this.shapes = shapes;
    this.operations = OperationIndex.of(shapes.model());
  }

  TypeSpec build() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(shapes.ownClass("Api"))
            .addJavadoc("The operations of {@code $L}.\n", shapes.service().getId())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    shapes.operations().forEach(operation -> type.addField(constant(operation)));
    return type.addField(service()).build();
  }

  private FieldSpec constant(OperationShape operation) {
    ParameterizedTypeName fieldType =
        ParameterizedTypeName.get(
            Core.OPERATION,
            shapes.className(operation.getInputShape()),
            shapes.className(operation.getOutputShape()));
    return FieldSpec.builder(
            fieldType,
            JavaNames.constant(operation.getId().getName()),
            Modifier.PUBLIC,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer("$>$>$L$L$<$<", construct(operation), traits(OperationTraits.of(operation)))
        .build();
  }

  private CodeBlock construct(OperationShape operation) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.<$T, $T>of(\n$S, $T.INSTANCE, $L, $L",
                Core.OPERATION,
                shapes.className(operation.getInputShape()),
                shapes.className(operation.getOutputShape()),
                operation.getId().getName(),
                shapes.ownClass("Shapes"),
                shapes.numberOrUnit(operation.getInputShape()),
                shapes.numberOrUnit(operation.getOutputShape()));
    for (StructureShape error : operations.getErrors(shapes.service(), operation)) {
      code.add(", $L", shapes.number(error.getId()));
    }
    return code.add(")").build();
  }

  private static CodeBlock traits(OperationTraits traits) {
    CodeBlock.Builder code = CodeBlock.builder();
    HttpTrait http = traits.http();
    if (http != null) {
      code.add("\n.http($S, $S, $L)", http.getMethod(), http.getUri().toString(), http.getCode());
    }
    if (traits.hostPrefix() != null) {
      code.add("\n.hostPrefix($S)", traits.hostPrefix());
    }
    if (traits.unsignedAllowed()) {
      code.add("\n.unsignedAllowed()");
    }
    if (traits.hasChecksums()) {
      code.add(
          "\n.checksums($L, $S, $S)",
          traits.checksumRequired(),
          traits.checksumAlgorithmMember(),
          traits.checksumModeMember());
    }
    if (!traits.requestEncodings().isEmpty()) {
      code.add("\n.requestEncodings($L)", literals(traits));
    }
    if (traits.outputUnwrapped()) {
      code.add("\n.outputUnwrapped()");
    }
    return code.build();
  }

  private static CodeBlock literals(OperationTraits traits) {
    return traits.requestEncodings().stream()
        .map(encoding -> CodeBlock.of("$S", encoding))
        .collect(CodeBlock.joining(", "));
  }

  private FieldSpec service() {
    ServiceTraits traits = ServiceTraits.of(shapes.service());
    CodeBlock protocols =
        traits.protocols().stream()
            .map(protocol -> CodeBlock.of("$T.$L", Core.PROTOCOL_ID, protocol))
            .collect(CodeBlock.joining(", "));
    CodeBlock constants =
        shapes.operations().stream()
            .map(operation -> CodeBlock.of("$L", JavaNames.constant(operation.getId().getName())))
            .collect(CodeBlock.joining(",\n"));
    CodeBlock texts =
        CodeBlock.of(
            "$S, $S, $S, $S, $S, $S, $S",
            shapes.target().serviceId(),
            traits.sdkId(),
            shapes.service().getId().getNamespace(),
            traits.targetPrefix(),
            traits.signingName(),
            traits.endpointPrefix(),
            shapes.service().getVersion());
    return FieldSpec.builder(
            Core.SERVICE_SCHEMA, "SERVICE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The service as a whole.\n")
        .initializer(
            "new $T(\n$>$>$L,\n$T.of($L),\n$S, $L, $L, $S, $L,\n$T.operations(\n$>$>$L))$<$<$<$<",
            Core.SERVICE_SCHEMA,
            texts,
            List.class,
            protocols,
            traits.xmlNamespace(),
            traits.queryCompatible(),
            traits.wrapsErrors(),
            traits.errorNamespace(),
            traits.bodyChecksum(),
            Core.SERVICE_SCHEMA,
            constants)
        .build();
  }
}
