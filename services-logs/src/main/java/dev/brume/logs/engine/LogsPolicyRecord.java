package dev.brume.logs.engine;

/**
 * A resource policy of the account.
 *
 * @param name its name
 * @param document its text, as submitted
 * @param updatedMillis when it was last put
 */
public record LogsPolicyRecord(String name, String document, long updatedMillis) {}
