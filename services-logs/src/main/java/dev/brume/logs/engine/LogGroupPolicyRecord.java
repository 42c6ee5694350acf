package dev.brume.logs.engine;

/**
 * A policy of one log group.
 *
 * @param kind what it is for, such as {@link #INDEX}
 * @param document its text, as submitted
 * @param updatedMillis when it was last put
 */
public record LogGroupPolicyRecord(String kind, String document, long updatedMillis) {
  /** Which fields are indexed. */
  public static final String INDEX = "index";
}
