package dev.brume.lambda.engine;

import java.util.Map;

/**
 * An alias of one or two versions of a function.
 *
 * @param function the function's name
 * @param name the alias's name
 * @param version its version
 * @param description "" if there is none
 * @param weights the share of invocations for another version, by its number; at most one
 * @param revisionId changes with every change
 */
public record FunctionAliasRecord(
    String function,
    String name,
    String version,
    String description,
    Map<String, Double> weights,
    String revisionId) {
  /** The same with another revision. */
  public FunctionAliasRecord revised(String newRevisionId) {
    return new FunctionAliasRecord(function, name, version, description, weights, newRevisionId);
  }
}
