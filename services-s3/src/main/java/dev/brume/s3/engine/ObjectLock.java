package dev.brume.s3.engine;

import java.time.Instant;

/**
 * The retention and legal hold of a version.
 *
 * @param mode one of {@link dev.brume.s3.api.ObjectLockMode}, or null without retention
 * @param retainUntil the end of the retention, or null without
 * @param legalHold whether it is under legal hold; null if it was never set
 */
public record ObjectLock(String mode, Instant retainUntil, Boolean legalHold) {}
