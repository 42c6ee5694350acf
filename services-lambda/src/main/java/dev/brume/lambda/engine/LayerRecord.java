package dev.brume.lambda.engine;

/**
 * What is kept of a layer beside its versions, also after the last of them is deleted.
 *
 * @param name its name
 * @param lastVersion the number that was given out last
 */
public record LayerRecord(String name, long lastVersion) {}
