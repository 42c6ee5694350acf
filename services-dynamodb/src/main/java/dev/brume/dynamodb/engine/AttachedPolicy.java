package dev.brume.dynamodb.engine;

/**
 * The stored form of a resource-based policy.
 *
 * @param text the document as requested
 * @param revisionId distinguishes it from the resource's earlier policies
 */
public record AttachedPolicy(String text, String revisionId) {}
