/**
 * The services' interfaces to each other. A sending service looks up the delivery target of an ARN
 * in {@link dev.brume.core.port.Ports}; a consuming one looks up a {@link
 * dev.brume.core.port.QueueSource} or a {@link dev.brume.core.port.StreamSource}. Nothing here goes
 * over HTTP, and nothing is called under an engine's lock.
 *
 * <p>Deliveries that must not be lost are durable work: {@link dev.brume.core.port.Deliveries}
 * opens a queue of them for a topic, a bucket or a rule. Each has its {@link
 * dev.brume.core.port.Sender}, for evaluation of the target's resource policy.
 *
 * <pre>{@code
 * static final TaskSpec<DeliveryTask> DELIVERIES =
 *     Deliveries.spec("sns", "deliveries")
 *         .inLanes(DeliveryTask::targetArn)
 *         .retriedBy(RetryPolicy.attempts(3, Duration.ofSeconds(20)));
 *
 * TaskQueue<DeliveryTask> queue =
 *     new Deliveries(ports).open(DELIVERIES, tasks, tables, topic.identity(), DeliveryRules.USUAL);
 *
 * // under the topic's lock
 * queue.add(
 *     new DeliveryTask(
 *         queueArn,
 *         DeliveryMessage.of(envelope),
 *         new Sender("sns.amazonaws.com", topicArn, account),
 *         null));
 * }</pre>
 */
package dev.brume.core.port;
