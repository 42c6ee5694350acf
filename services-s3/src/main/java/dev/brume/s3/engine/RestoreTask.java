package dev.brume.s3.engine;

/**
 * The next step in the life of a restored copy, as durable work: that it is there, or that it goes.
 *
 * @param key the version's key
 * @param versionId the version's id
 */
public record RestoreTask(String key, String versionId) {}
