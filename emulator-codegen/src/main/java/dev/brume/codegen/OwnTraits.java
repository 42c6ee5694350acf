package dev.brume.codegen;

import software.amazon.smithy.model.node.StringNode;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;

/**
 * The traits that the project's extracts and overlays define; {@code aws-models/README.md} explains
 * them.
 */
final class OwnTraits {
  static final ShapeId AWS_JSON_CBOR = own("awsJsonCbor");
  static final ShapeId BODY_CHECKSUM = own("bodyChecksum");
  static final ShapeId ERROR_NAMESPACE = own("errorNamespace");
  static final ShapeId ERROR_TYPE = own("errorType");
  static final ShapeId HTTP_CHECKSUM = own("httpChecksum");
  static final ShapeId MEMBER_ORDER = own("memberOrder");
  static final ShapeId UNMODELLED_ERRORS = own("unmodelledErrors");

  private OwnTraits() {}

  private static ShapeId own(String name) {
    return ShapeId.fromParts("brume.protocols", name);
  }

  /** The value of a string trait, or null. */
  static String text(Shape shape, ShapeId trait) {
    return shape
        .findTrait(trait)
        .flatMap(found -> found.toNode().asStringNode())
        .map(StringNode::getValue)
        .orElse(null);
  }
}
