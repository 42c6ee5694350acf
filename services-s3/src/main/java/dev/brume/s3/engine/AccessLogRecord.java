package dev.brume.s3.engine;

/**
 * A line of a bucket's access log that has not been delivered yet.
 *
 * @param timeMillis when what it tells of happened
 * @param line without its end
 * @param deliveries how many deliveries of logs, each of the record of the one before, have led to
 *     it; 0 where it tells of anything else
 */
public record AccessLogRecord(long timeMillis, String line, int deliveries) {}
