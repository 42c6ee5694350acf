package dev.brume.codegen;

import com.palantir.javapoet.ClassName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;

/**
 * The names of the generated classes. A shape of another namespace whose name is taken gets the
 * last part of its namespace as a prefix; within the service's namespace an overlay has to rename
 * it. Names that only differ in case conflict too: some file systems ignore case.
 */
final class ClassNames {
  private final ApiTarget target;
  private final String namespace;
  private final Map<String, ShapeId> taken = new HashMap<>();
  private final Map<ShapeId, ClassName> names = new TreeMap<>();

  private ClassNames(ApiTarget target, ShapeId service) {
    this.target = target;
    this.namespace = service.getNamespace();
    for (String own : List.of("Api", "Errors", "Shapes")) {
      taken.put((target.name() + own).toLowerCase(Locale.ROOT), service);
    }
  }

  /**
   * Names the classes of {@code shapes}.
   *
   * @throws GenerationException if two classes would have the same name, or a rename refers to no
   *     shape
   */
  static Map<ShapeId, ClassName> of(
      List<Shape> shapes, ApiTarget target, ShapeId service, Map<ShapeId, String> renames) {
    ClassNames classes = new ClassNames(target, service);
    Map<ShapeId, String> unused = new TreeMap<>(renames);
    shapes.stream()
        .map(Shape::getId)
        .sorted(Comparator.comparing(classes::isForeign).thenComparing(id -> id))
        .forEach(id -> classes.add(id, unused.remove(id)));
    if (!unused.isEmpty()) {
      throw new GenerationException("the overlay renames what has no class: " + unused.keySet());
    }
    return classes.names;
  }

  private boolean isForeign(ShapeId id) {
    return !id.getNamespace().equals(namespace);
  }

  private void add(ShapeId id, String renamed) {
    String name = renamed != null ? renamed : JavaNames.type(id.getName(), target.name());
    if (isForeign(id) && taken.containsKey(name.toLowerCase(Locale.ROOT))) {
      String[] parts = id.getNamespace().split("\\.");
      name = JavaNames.capitalised(parts[parts.length - 1]) + name;
    }
    ShapeId other = taken.put(name.toLowerCase(Locale.ROOT), id);
    if (other != null) {
      throw new GenerationException(
          "%s and %s would both be the class %s: rename one in the overlay"
              .formatted(other, id, name));
    }
    names.put(id, ClassName.get(target.packageName(), name));
  }
}
