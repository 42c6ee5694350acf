package dev.brume.core.task;

import dev.brume.core.state.TableSpec;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of durable work. Declared as a constant by the engine that owns it.
 *
 * @param payloads the table of payloads
 * @param schedules the table of schedules, for tasks that are not due at once
 * @param lane returns a task's lane: tasks of one lane run one after the other, in the order of
 *     adding; null for independent tasks
 * @param retries how failed attempts are retried
 */
public record TaskSpec<P extends Record>(
    TableSpec<Long, P> payloads,
    TableSpec<Long, TaskSchedule> schedules,
    Function<? super P, String> lane,
    RetryPolicy retries) {

  /**
   * A kind of work whose tasks are independent of each other and attempted once.
   *
   * @param service such as {@code sns}
   * @param name unique among the service's tables
   * @param payloadType a record that a table can hold, see {@link TableSpec}
   */
  public static <P extends Record> TaskSpec<P> of(
      String service, String name, Class<P> payloadType) {
    return new TaskSpec<>(
        new TableSpec<>(service, name, Long.class, payloadType),
        new TableSpec<>(service, name + "-schedule", Long.class, TaskSchedule.class),
        payload -> null,
        RetryPolicy.ONCE);
  }

  /** The same kind, with tasks of one lane, as returned by {@code laneOf}, in order. */
  public TaskSpec<P> inLanes(Function<? super P, String> laneOf) {
    return new TaskSpec<>(payloads, schedules, laneOf, retries);
  }

  /** The same kind with failed attempts retried by {@code policy}. */
  public TaskSpec<P> retriedBy(RetryPolicy policy) {
    return new TaskSpec<>(payloads, schedules, lane, policy);
  }

  /** Its tables, for the service's {@code RootSpec}. */
  public List<TableSpec<?, ?>> tables() {
    return List.of(payloads, schedules);
  }
}
