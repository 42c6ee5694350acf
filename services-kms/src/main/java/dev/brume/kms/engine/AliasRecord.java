package dev.brume.kms.engine;

/**
 * Another name of a key.
 *
 * @param keyId the key
 * @param createdMillis when it was made
 * @param updatedMillis when it last got another key
 */
public record AliasRecord(String keyId, long createdMillis, long updatedMillis) {}
