package dev.brume.s3.engine;

/**
 * The next step of a restored copy, as a durable task: it becomes available, or it expires.
 *
 * @param key the version's key
 * @param versionId the version's id
 */
public record RestoreTask(String key, String versionId) {}
