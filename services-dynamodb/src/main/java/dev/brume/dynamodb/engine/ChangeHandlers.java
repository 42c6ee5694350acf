package dev.brume.dynamodb.engine;

import dev.brume.core.task.TaskHandler;

/**
 * Who does what changes of items cause elsewhere.
 *
 * @param deliveries sends changes to Kinesis data streams
 * @param replications writes to replicas in other regions
 */
public record ChangeHandlers(
    TaskHandler<ChangeDelivery> deliveries, TaskHandler<ReplicaWrite> replications) {}
