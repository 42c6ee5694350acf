package dev.brume.core.protocol;

import dev.brume.core.schema.Operation;
import java.util.Map;

/**
 * An operation, and the path's labels.
 *
 * @param labels values by label name, percent-decoded; empty for protocols without URI patterns
 */
public record OperationMatch(Operation<?, ?> operation, Map<String, String> labels) {
  /** A match without labels. */
  public static OperationMatch of(Operation<?, ?> operation) {
    return new OperationMatch(operation, Map.of());
  }
}
