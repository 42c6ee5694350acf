package dev.brume.lambda.engine;

/**
 * The version-independent part of a layer, kept even after its last version is deleted.
 *
 * @param name its name
 * @param lastVersion the last assigned number
 */
public record LayerRecord(String name, long lastVersion) {}
