package dev.brume.s3.engine;

/**
 * A line of a bucket's access log that has not been delivered yet.
 *
 * @param timeMillis when what it tells of happened
 * @param line without its end
 */
public record AccessLogRecord(long timeMillis, String line) {}
