package dev.brume.codegen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.loader.ModelAssembler;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.model.transform.ModelTransformer;
import software.amazon.smithy.model.validation.Severity;
import software.amazon.smithy.model.validation.ValidatedResult;
import software.amazon.smithy.model.validation.ValidationEvent;

/**
 * Loaded descriptions. An overlay is a separate Smithy JSON AST that adds traits to the model's
 * shapes with {@code apply}; its metadata entry {@code brume.renames} maps shapes to Java names.
 */
record ModelFiles(Model model) {

  /**
   * Loads a model and its overlay, if that exists. Full validation is left to the extracting tool.
   */
  static ModelFiles load(Path model, Path overlay) {
    if (!Files.exists(model)) {
      throw new GenerationException("no such model: " + model);
    }
    ModelAssembler assembler = Model.assembler().discoverModels().addImport(model);
    return new ModelFiles(assemble(assembler, overlay, model.toString()));
  }

  /** Loads the models on the class path and the overlay, if that exists. */
  static ModelFiles discovered(Path overlay) {
    return new ModelFiles(assemble(Model.assembler().discoverModels(), overlay, "the class path"));
  }

  private static Model assemble(ModelAssembler assembler, Path overlay, String source) {
    if (overlay != null && Files.exists(overlay)) {
      assembler.addImport(overlay);
    }
    ValidatedResult<Model> result = assembler.disableValidation().assemble();
    if (result.isBroken()) {
      throw new GenerationException(
          result.getValidationEvents(Severity.ERROR).stream()
              .map(ValidationEvent::toString)
              .collect(Collectors.joining("\n", source + " is broken:\n", "")));
    }
    return ordered(result.unwrap());
  }

  /** The model with the members of structures in the overlay's order. */
  private static Model ordered(Model model) {
    List<Shape> changed =
        model
            .shapes(StructureShape.class)
            .filter(shape -> shape.hasTrait(OwnTraits.MEMBER_ORDER))
            .map(ModelFiles::ordered)
            .toList();
    return changed.isEmpty() ? model : ModelTransformer.create().replaceShapes(model, changed);
  }

  /** Unlisted members come after the listed ones. */
  private static Shape ordered(StructureShape shape) {
    StructureShape.Builder ordered = shape.toBuilder().clearMembers();
    List<String> names =
        shape
            .findTrait(OwnTraits.MEMBER_ORDER)
            .orElseThrow()
            .toNode()
            .expectArrayNode()
            .getElementsAs(name -> name.expectStringNode().getValue());
    names.forEach(name -> ordered.addMember(shape.getMember(name).orElseThrow()));
    shape.members().stream()
        .filter(member -> !names.contains(member.getMemberName()))
        .forEach(ordered::addMember);
    return ordered.build();
  }

  /**
   * The service shape with that id.
   *
   * @param id null for the model's only service
   */
  ServiceShape service(String id) {
    List<ServiceShape> services =
        model
            .shapes(ServiceShape.class)
            .filter(service -> id == null || service.getId().toString().equals(id))
            .toList();
    if (services.size() != 1) {
      throw new GenerationException(
          (id == null ? "a model" : id) + " needs one service, found " + services.size());
    }
    return services.get(0);
  }

  /** The Java names by shape, from the overlay. */
  Map<ShapeId, String> renames() {
    Map<ShapeId, String> renames = new TreeMap<>();
    Node stated = model.getMetadata().getOrDefault("brume.renames", Node.arrayNode());
    for (Node entry : stated.expectArrayNode()) {
      ObjectNode rename = entry.expectObjectNode();
      renames.put(
          ShapeId.from(rename.expectStringMember("shape").getValue()),
          rename.expectStringMember("name").getValue());
    }
    return renames;
  }
}
