package dev.brume.s3.engine;

/**
 * The task of a {@link BucketAlarm} that is set.
 *
 * @param wantedMillis the requested time
 */
public record AlarmTask(long wantedMillis) {}
