/**
 * Durable work: effects of one resource elsewhere, or later, that must not be lost.
 *
 * <p>A task is a stored record, written in the same section of the store, so in the same journal
 * group, as the change that causes it. Its handler runs after the engine's locks are released, in a
 * section too: what the handler changes and the end of the task are again one group. So a task
 * whose handler changes state only happens exactly once, over crashes as well; one that reaches
 * outside (an HTTP endpoint, a function) happens at least once. Tasks are seen by reset, snapshots,
 * export and import, are resumed after a restart, follow virtual time, and {@code settle()} waits
 * for those that are due.
 *
 * <p>Effects that may be lost go through the {@link dev.brume.core.effect.Outbox} instead.
 *
 * <p>How a service uses it, here for the deliveries of a topic:
 *
 * <pre>{@code
 * // the payload: a hand-written record that tables can hold
 * record TopicDelivery(String subscriptionArn, String message) {}
 *
 * static final TaskSpec<TopicDelivery> DELIVERIES =
 *     TaskSpec.of("sns", "deliveries", TopicDelivery.class)
 *         .inLanes(TopicDelivery::subscriptionArn) // optional: in order within a subscription
 *         .retriedBy(RetryPolicy.attempts(100, Duration.ofSeconds(20)).within(Duration.ofDays(23)));
 *
 * // where the topic is created from its tables; List.of(DELIVERIES.tables()) belongs in RootSpec
 * TaskQueue<TopicDelivery> deliveries =
 *     surroundings.tasks().open(DELIVERIES, tables, topic.identity(), this::deliver);
 *
 * // under the topic's lock, with the change
 * deliveries.add(new TopicDelivery(subscriptionArn, message));
 *
 * // runs later, without any lock, in a section
 * CompletionStage<TaskOutcome> deliver(Task<TopicDelivery> task) { ... }
 *
 * deliveries.close(); // with the root
 * deliveries.drop(); // when the topic is deleted
 * }</pre>
 */
package dev.brume.core.task;
