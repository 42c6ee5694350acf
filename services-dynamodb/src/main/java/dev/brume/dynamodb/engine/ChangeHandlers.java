package dev.brume.dynamodb.engine;

import dev.brume.core.task.TaskHandler;
import java.util.function.Consumer;

/**
 * The handlers of tables' durable tasks.
 *
 * @param deliveries sends changes to Kinesis data streams
 * @param replications writes to replicas in other regions
 * @param strongReplications does the same at once, called under the lock that the replicas share
 * @param transfers writes to S3 and reads from it
 */
public record ChangeHandlers(
    TaskHandler<ChangeDelivery> deliveries,
    TaskHandler<ReplicaWrite> replications,
    Consumer<ReplicaWrite> strongReplications,
    TaskHandler<TransferTask> transfers) {}
