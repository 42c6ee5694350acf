package dev.brume.dynamodb.engine;

/**
 * An attribute by which searches of a vector index are narrowed down.
 *
 * @param part name and type, as the table defines them
 * @param partition whether it parts the index, so that every search has to name a value; else it is
 *     an inline filter
 */
public record SearchAttribute(KeyPart part, boolean partition) {}
