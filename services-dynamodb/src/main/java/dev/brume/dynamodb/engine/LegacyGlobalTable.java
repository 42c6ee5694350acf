package dev.brume.dynamodb.engine;

/**
 * What a replica of a global table of version 2017.11.29 knows of it; its other regions are among
 * the table's replicas.
 *
 * @param createdMillis when the global table was made
 */
public record LegacyGlobalTable(long createdMillis) {
  /** The version, as answers name it. */
  public static final String VERSION = "2017.11.29";
}
