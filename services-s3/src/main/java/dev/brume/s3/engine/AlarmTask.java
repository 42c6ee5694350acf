package dev.brume.s3.engine;

/**
 * Says that a {@link BucketAlarm} is set.
 *
 * @param wantedMillis the time that was asked for
 */
public record AlarmTask(long wantedMillis) {}
