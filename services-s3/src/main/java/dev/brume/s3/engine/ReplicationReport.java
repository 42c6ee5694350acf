package dev.brume.s3.engine;

/**
 * The replication status of a version at one destination.
 *
 * @param ruleId the rule that asks for it
 * @param destination the ARN of the destination's bucket
 * @param operation what is replicated: {@link ReplicationTask#operation()}
 * @param requestedMillis when that was done to the source
 * @param failureReason one of AWS's reasons, or null
 * @param thresholdMinutes how long it may take; null where that is not what is told
 * @param replicatedMillis when it was done, or null
 */
public record ReplicationReport(
    String ruleId,
    String destination,
    String operation,
    long requestedMillis,
    String failureReason,
    Integer thresholdMinutes,
    Long replicatedMillis) {}
