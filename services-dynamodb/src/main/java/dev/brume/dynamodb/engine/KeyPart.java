package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.AttributeType;

/**
 * An attribute of a key.
 *
 * @param name its name
 * @param type S, N or B
 */
public record KeyPart(String name, AttributeType type) {}
