package dev.brume.dynamodb.engine;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which attributes are the key of a table or index: one for the partition and at most one for the
 * order, or in a global secondary index up to four of each.
 *
 * @param partition at least one
 * @param sort none where a partition has one item
 */
public record KeyDefinition(List<KeyPart> partition, List<KeyPart> sort) {
  /** All of them, those of the partition first. */
  public List<KeyPart> parts() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }

  /** The names of all of them. */
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
