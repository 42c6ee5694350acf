package dev.brume.dynamodb.engine;

/**
 * A resource-based policy as it is kept.
 *
 * @param text the document as it was given
 * @param revisionId tells it from others that the resource had
 */
public record AttachedPolicy(String text, String revisionId) {}
