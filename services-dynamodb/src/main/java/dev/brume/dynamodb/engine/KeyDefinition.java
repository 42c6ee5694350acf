package dev.brume.dynamodb.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * The key of a table or index: one partition attribute and at most one sort attribute, or in a
 * global secondary index up to four of each.
 *
 * @param partition at least one
 * @param sort empty if a partition has one item
 */
public record KeyDefinition(List<KeyPart> partition, List<KeyPart> sort) {
  /** All parts, those of the partition first. */
  public List<KeyPart> parts() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }

  /** The names of all parts. */
  public List<String> names() {
    return parts().stream().map(KeyPart::name).toList();
  }

  /** Whether {@code name} is a part. */
  public boolean has(String name) {
    for (KeyPart part : partition) {
      if (part.name().equals(name)) {
        return true;
      }
    }
    for (KeyPart part : sort) {
      if (part.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
