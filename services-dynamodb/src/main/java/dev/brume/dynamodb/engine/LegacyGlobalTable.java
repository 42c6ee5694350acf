package dev.brume.dynamodb.engine;

/**
 * A replica's record of its global table of version 2017.11.29; the other regions are the table's
 * replicas.
 *
 * @param createdMillis when the global table was created
 */
public record LegacyGlobalTable(long createdMillis) {
  /** The version in responses. */
  public static final String VERSION = "2017.11.29";
}
