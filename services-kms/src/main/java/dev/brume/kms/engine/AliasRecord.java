package dev.brume.kms.engine;

/**
 * An alias of a key.
 *
 * @param keyId the key
 * @param createdMillis when it was created
 * @param updatedMillis when its key was last changed
 */
public record AliasRecord(String keyId, long createdMillis, long updatedMillis) {}
