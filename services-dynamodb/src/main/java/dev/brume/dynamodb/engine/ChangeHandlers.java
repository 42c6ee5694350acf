package dev.brume.dynamodb.engine;

import dev.brume.core.task.TaskHandler;

/**
 * Who does what tables cause elsewhere.
 *
 * @param deliveries sends changes to Kinesis data streams
 * @param replications writes to replicas in other regions
 * @param transfers writes to S3 and reads from it
 */
public record ChangeHandlers(
    TaskHandler<ChangeDelivery> deliveries,
    TaskHandler<ReplicaWrite> replications,
    TaskHandler<TransferTask> transfers) {}
