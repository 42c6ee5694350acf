package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.neighbor.Walker;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.ShapeType;
import software.amazon.smithy.model.traits.MixinTrait;
import software.amazon.smithy.model.traits.StreamingTrait;

/** The shapes of a service, their numbers, and the Java types of their values. */
final class ServiceShapes {
  private static final ShapeId UNIT = ShapeId.from("smithy.api#Unit");

  private final ApiTarget target;
  private final Model model;
  private final ServiceShape service;
  private final List<OperationShape> operations;
  private final List<Shape> valueShapes;
  private final Map<ShapeId, Integer> numbers = new HashMap<>();
  private final Map<ShapeId, ClassName> classNames;

  ServiceShapes(ModelFiles models, ApiTarget target) {
    this.target = target;
    this.model = models.model();
    this.service = models.service(target.serviceShape());
    this.operations =
        TopDownIndex.of(model).getContainedOperations(service).stream().sorted().toList();
    this.valueShapes = closure().stream().filter(ServiceShapes::hasValues).sorted().toList();
    for (Shape shape : valueShapes) {
      numbers.put(shape.getId(), numbers.size());
    }
    List<Shape> named = valueShapes.stream().filter(ServiceShapes::hasClass).toList();
    this.classNames = ClassNames.of(named, target, service.getId(), models.renames());
  }

  /** All shapes that the service refers to, and all errors of its operations. */
  private Set<Shape> closure() {
    Walker walker = new Walker(model);
    Set<Shape> closure = new TreeSet<>(walker.walkShapes(service));
    service
        .findTrait(OwnTraits.UNMODELLED_ERRORS)
        .ifPresent(
            trait -> {
              for (Node id : trait.toNode().expectArrayNode()) {
                closure.addAll(walker.walkShapes(shape(id.expectStringNode().expectShapeId())));
              }
            });
    return closure;
  }

  private static boolean hasValues(Shape shape) {
    ShapeType.Category category = shape.getType().getCategory();
    return (category == ShapeType.Category.SIMPLE || category == ShapeType.Category.AGGREGATE)
        && !shape.isMemberShape()
        && !shape.hasTrait(MixinTrait.class);
  }

  private static boolean hasClass(Shape shape) {
    return isStruct(shape) || shape.isEnumShape() || shape.isIntEnumShape();
  }

  /** Whether a record is generated for that shape. */
  static boolean isStruct(Shape shape) {
    return (shape.isStructureShape() || shape.isUnionShape()) && !isUnit(shape.getId());
  }

  static boolean isUnit(ShapeId id) {
    return id.equals(UNIT);
  }

  Model model() {
    return model;
  }

  ServiceShape service() {
    return service;
  }

  ApiTarget target() {
    return target;
  }

  /** Sorted by name. */
  List<OperationShape> operations() {
    return operations;
  }

  /** Every shape with values, except members, sorted by id: in the order of their numbers. */
  List<Shape> valueShapes() {
    return valueShapes;
  }

  Shape shape(ShapeId id) {
    return model.expectShape(id);
  }

  Shape targetOf(MemberShape member) {
    return shape(member.getTarget());
  }

  int number(ShapeId id) {
    return numbers.get(id);
  }

  /** The number of an operation's input or output; -1 for none. */
  int numberOrUnit(ShapeId id) {
    return isUnit(id) ? -1 : number(id);
  }

  /** The generated class of a structure, union or enum; {@code Unit} for the shape of that name. */
  ClassName className(ShapeId id) {
    return isUnit(id) ? Core.UNIT : classNames.get(id);
  }

  /** {@code <Svc>Api}, {@code <Svc>Errors} or {@code <Svc>Shapes}. */
  ClassName ownClass(String ending) {
    return ClassName.get(target.packageName(), target.name() + ending);
  }

  /** The type of the values of a shape; boxed, because null means absent. */
  TypeName typeName(Shape shape) {
    return switch (shape.getType()) {
      case STRING, ENUM -> ClassName.get(String.class);
      case BOOLEAN -> ClassName.get(Boolean.class);
      case BYTE -> ClassName.get(Byte.class);
      case SHORT -> ClassName.get(Short.class);
      case INTEGER, INT_ENUM -> ClassName.get(Integer.class);
      case LONG -> ClassName.get(Long.class);
      case FLOAT -> ClassName.get(Float.class);
      case DOUBLE -> ClassName.get(Double.class);
      case BIG_INTEGER -> ClassName.get(BigInteger.class);
      case BIG_DECIMAL -> ClassName.get(BigDecimal.class);
      case TIMESTAMP -> ClassName.get(Instant.class);
      case DOCUMENT -> ClassName.get("com.fasterxml.jackson.databind", "JsonNode");
      case BLOB -> shape.hasTrait(StreamingTrait.class) ? Core.BYTE_STREAM : Core.BLOB;
      case LIST, SET -> listType((ListShape) shape);
      case MAP -> mapType((MapShape) shape);
      case STRUCTURE -> className(shape.getId());
      case UNION ->
          shape.hasTrait(StreamingTrait.class)
              ? ParameterizedTypeName.get(Core.EVENT_STREAM, className(shape.getId()))
              : className(shape.getId());
      default -> throw new GenerationException("no values: " + shape.getId());
    };
  }

  private TypeName listType(ListShape list) {
    return ParameterizedTypeName.get(
        ClassName.get(List.class), typeName(targetOf(list.getMember())));
  }

  private TypeName mapType(MapShape map) {
    return ParameterizedTypeName.get(
        ClassName.get(Map.class), ClassName.get(String.class), typeName(targetOf(map.getValue())));
  }
}
