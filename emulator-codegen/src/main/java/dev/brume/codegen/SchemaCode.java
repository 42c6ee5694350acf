package dev.brume.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.RequiresLengthTrait;
import software.amazon.smithy.model.traits.SensitiveTrait;
import software.amazon.smithy.model.traits.SparseTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.UniqueItemsTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** The expressions that create the {@code Schema} of a shape. */
final class SchemaCode {
  private final ServiceShapes shapes;
  private final MemberCode members;

  SchemaCode(ServiceShapes shapes) {
    this.shapes = shapes;
    this.members = new MemberCode(shapes);
  }

  /**
   * The constant of a structure or union; {@code prototype} is an expression for its empty value.
   */
  CodeBlock struct(Shape shape, CodeBlock prototype) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.$L(\n$>$>$S, $S, $L",
                Core.SCHEMA,
                shape.isUnionShape() ? "union" : "structure",
                shape.getId().getNamespace(),
                shape.getId().getName(),
                prototype);
    for (MemberShape member : shape.members()) {
      code.add(",\n").add(members.of(member));
    }
    return code.add(")").add(traits(shape)).add("$<$<").build();
  }

  /**
   * An expression that creates (for structures and unions: refers to) the schema of {@code shape}.
   */
  CodeBlock of(Shape shape) {
    if (shape.isStructureShape() || shape.isUnionShape()) {
      return CodeBlock.of("$T.SCHEMA", shapes.className(shape.getId()));
    }
    return CodeBlock.builder().add(bare(shape)).add(traits(shape)).build();
  }

  private CodeBlock bare(Shape shape) {
    String namespace = shape.getId().getNamespace();
    String name = shape.getId().getName();
    if (shape instanceof ListShape list) {
      return CodeBlock.of(
          "$T.list($S, $S, $L)", Core.SCHEMA, namespace, name, members.of(list.getMember()));
    }
    if (shape instanceof MapShape map) {
      CodeBlock key = members.of(map.getKey());
      CodeBlock value = members.of(map.getValue());
      return CodeBlock.of("$T.map($S, $S, $L, $L)", Core.SCHEMA, namespace, name, key, value);
    }
    return CodeBlock.of(
        "$T.simple($T.$L, $S, $S)",
        Core.SCHEMA,
        Core.SHAPE_TYPE,
        EnumValues.isEnumTrait(shape) ? "ENUM" : shape.getType().name(),
        namespace,
        name);
  }

  private CodeBlock traits(Shape shape) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (shape.hasTrait(SparseTrait.class)) {
      code.add(".withSparse()");
    }
    if (shape.hasTrait(StreamingTrait.class)) {
      code.add(".withStreaming($L)", shape.hasTrait(RequiresLengthTrait.class));
    }
    if (shape.hasTrait(SensitiveTrait.class)) {
      code.add(".withSensitive()");
    }
    shape
        .getTrait(MediaTypeTrait.class)
        .ifPresent(trait -> code.add(".withMediaType($S)", trait.getValue()));
    shape
        .getTrait(TimestampFormatTrait.class)
        .ifPresent(trait -> code.add(".withTimestampFormat($L)", timestampFormat(trait)));
    constraints(shape).ifPresent(expression -> code.add(".withConstraints($L)", expression));
    shape
        .getTrait(XmlNameTrait.class)
        .ifPresent(trait -> code.add(".withXmlName($S)", trait.getValue()));
    shape
        .getTrait(XmlNamespaceTrait.class)
        .ifPresent(
            trait ->
                code.add(
                    ".withXmlNamespace($S, $S)", trait.getUri(), trait.getPrefix().orElse(null)));
    shape
        .getTrait(ErrorTrait.class)
        .ifPresent(trait -> code.add(".withError($L)", error(shape, trait)));
    return code.build();
  }

  private static CodeBlock error(Shape shape, ErrorTrait trait) {
    int status =
        shape
            .getTrait(HttpErrorTrait.class)
            .map(HttpErrorTrait::getCode)
            .orElse(trait.getDefaultHttpStatusCode());
    Optional<AwsQueryErrorTrait> query = shape.getTrait(AwsQueryErrorTrait.class);
    return CodeBlock.of(
        "new $T($L, $L, $S, $L, $S)",
        Core.ERROR_TRAIT,
        trait.isClientError(),
        status,
        query.map(AwsQueryErrorTrait::getCode).orElse(null),
        query.map(AwsQueryErrorTrait::getHttpResponseCode).orElse(0),
        OwnTraits.text(shape, OwnTraits.ERROR_TYPE));
  }

  static CodeBlock timestampFormat(TimestampFormatTrait trait) {
    return switch (trait.getFormat()) {
      case DATE_TIME -> CodeBlock.of("$T.DATE_TIME", Core.TIMESTAMP_FORMAT);
      case HTTP_DATE -> CodeBlock.of("$T.HTTP_DATE", Core.TIMESTAMP_FORMAT);
      case EPOCH_SECONDS -> CodeBlock.of("$T.EPOCH_SECONDS", Core.TIMESTAMP_FORMAT);
      case UNKNOWN ->
          throw new GenerationException("no such timestamp format: " + trait.getValue());
    };
  }

  /** The constraints on this shape or member itself, if any. */
  static Optional<CodeBlock> constraints(Shape shape) {
    Optional<CodeBlock> base =
        enumValues(shape)
            .or(() -> shape.getTrait(LengthTrait.class).map(SchemaCode::length))
            .or(() -> shape.getTrait(RangeTrait.class).map(SchemaCode::range));
    Optional<PatternTrait> pattern = shape.getTrait(PatternTrait.class);
    boolean unique = shape.hasTrait(UniqueItemsTrait.class);
    if (base.isEmpty() && pattern.isEmpty() && !unique) {
      return Optional.empty();
    }
    CodeBlock.Builder code =
        CodeBlock.builder().add(base.orElse(CodeBlock.of("$T.NONE", Core.CONSTRAINTS)));
    pattern.ifPresent(trait -> code.add(".withPattern($S)", trait.getValue()));
    if (unique) {
      code.add(".withUniqueItems()");
    }
    return Optional.of(code.build());
  }

  private static CodeBlock length(LengthTrait trait) {
    return CodeBlock.of(
        "$T.length($L, $L)",
        Core.CONSTRAINTS,
        trait.getMin().map(min -> min + "L").orElse(null),
        trait.getMax().map(max -> max + "L").orElse(null));
  }

  private static CodeBlock range(RangeTrait trait) {
    return CodeBlock.of(
        "$T.range($S, $S)",
        Core.CONSTRAINTS,
        trait.getMin().map(min -> min.toPlainString()).orElse(null),
        trait.getMax().map(max -> max.toPlainString()).orElse(null));
  }

  private static Optional<CodeBlock> enumValues(Shape shape) {
    return EnumValues.of(shape)
        .map(
            values -> {
              CodeBlock known =
                  CodeBlock.of("$T.oneOf($L)", Core.CONSTRAINTS, literals(values.known()));
              return values.internal().isEmpty()
                  ? known
                  : CodeBlock.of("$L.withInternalValues($L)", known, literals(values.internal()));
            });
  }

  private static CodeBlock literals(List<String> values) {
    return values.stream().map(value -> CodeBlock.of("$S", value)).collect(CodeBlock.joining(", "));
  }
}
