package dev.brume.iam.engine;

/**
 * A completed deletion of a service-linked role.
 *
 * @param id of the task
 * @param role its name
 */
public record DeletionTaskRecord(String id, String role) {}
