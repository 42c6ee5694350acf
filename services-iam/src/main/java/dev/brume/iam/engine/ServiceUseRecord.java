package dev.brume.iam.engine;

/**
 * When a user or a role last called a service.
 *
 * @param region that was called
 */
public record ServiceUseRecord(long millis, String region) {}
