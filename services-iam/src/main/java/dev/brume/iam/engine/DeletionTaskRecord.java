package dev.brume.iam.engine;

/**
 * A deletion of a service-linked role, which has been done.
 *
 * @param id of the task
 * @param role its name
 */
public record DeletionTaskRecord(String id, String role) {}
