package dev.brume.dynamodb.engine;

/**
 * An attribute that filters searches of a vector index.
 *
 * @param part name and type, as the table defines them
 * @param partition whether it is the partition attribute, whose value every search requires; else
 *     it is an inline filter
 */
public record SearchAttribute(KeyPart part, boolean partition) {}
