package dev.brume.s3.engine;

/**
 * The replication status of a version at one destination.
 *
 * @param ruleId the replication rule
 * @param destination the ARN of the destination's bucket
 * @param operation the replicated change: {@link ReplicationTask#operation()}
 * @param requestedMillis when the source changed
 * @param failureReason one of AWS's reasons, or null
 * @param thresholdMinutes the threshold, for events about delays; else null
 * @param replicatedMillis when it was replicated, or null
 */
public record ReplicationReport(
    String ruleId,
    String destination,
    String operation,
    long requestedMillis,
    String failureReason,
    Integer thresholdMinutes,
    Long replicatedMillis) {}
