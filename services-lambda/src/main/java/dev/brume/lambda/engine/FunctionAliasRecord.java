package dev.brume.lambda.engine;

import java.util.Map;

/**
 * A name for one or two versions of a function.
 *
 * @param function the function's name
 * @param name the alias's own
 * @param version the version that it stands for
 * @param description "" where there is none
 * @param weights the share of invocations that another version gets, by its number; at most one
 * @param revisionId changes with every change
 */
public record FunctionAliasRecord(
    String function,
    String name,
    String version,
    String description,
    Map<String, Double> weights,
    String revisionId) {
  /** The same in another revision. */
  public FunctionAliasRecord revised(String newRevisionId) {
    return new FunctionAliasRecord(function, name, version, description, weights, newRevisionId);
  }
}
