package dev.brume.s3.engine;

import java.time.Instant;

/**
 * What keeps a version from being deleted.
 *
 * @param mode one of {@link dev.brume.s3.api.ObjectLockMode}, or null without retention
 * @param retainUntil the end of the retention, or null without
 * @param legalHold whether it is under legal hold; null where that was never said
 */
public record ObjectLock(String mode, Instant retainUntil, Boolean legalHold) {}
