package dev.brume.logs.engine;

/**
 * A policy for all log groups of an account in a region, or those that it selects.
 *
 * @param type such as {@code SUBSCRIPTION_FILTER_POLICY}
 * @param name unique among those of the type
 * @param document its text, as submitted
 * @param selection which groups it selects, as submitted; null for all
 * @param updatedMillis when it was last put
 */
public record AccountPolicyRecord(
    String type, String name, String document, String selection, long updatedMillis) {
  /** What is delivered where. */
  public static final String SUBSCRIPTION = "SUBSCRIPTION_FILTER_POLICY";

  /** Which fields are indexed. */
  public static final String INDEX = "FIELD_INDEX_POLICY";

  /** Its key among all. */
  public String key() {
    return type + "/" + name;
  }
}
