package dev.brume.core.task;

import dev.brume.core.state.TableSpec;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of durable work. Declared as a constant by the engine that owns it.
 *
 * @param payloads holds what is to be done
 * @param schedules holds when, where that is not at once
 * @param lane which tasks must happen one after the other, in the order of adding: those with the
 *     same answer; null from tasks that are independent of all others
 * @param retries how failed tries are repeated
 */
public record TaskSpec<P extends Record>(
    TableSpec<Long, P> payloads,
    TableSpec<Long, TaskSchedule> schedules,
    Function<? super P, String> lane,
    RetryPolicy retries) {

  /**
   * A kind of work whose tasks are independent of each other and tried once.
   *
   * @param service such as {@code sns}
   * @param name unique among the service's tables
   * @param payloadType a record as a table can hold it, see {@link TableSpec}
   */
  public static <P extends Record> TaskSpec<P> of(
      String service, String name, Class<P> payloadType) {
    return new TaskSpec<>(
        new TableSpec<>(service, name, Long.class, payloadType),
        new TableSpec<>(service, name + "-schedule", Long.class, TaskSchedule.class),
        payload -> null,
        RetryPolicy.ONCE);
  }

  /** The same kind with an order among the tasks for which {@code laneOf} answers the same. */
  public TaskSpec<P> inLanes(Function<? super P, String> laneOf) {
    return new TaskSpec<>(payloads, schedules, laneOf, retries);
  }

  /** The same kind with tries repeated by {@code policy}. */
  public TaskSpec<P> retriedBy(RetryPolicy policy) {
    return new TaskSpec<>(payloads, schedules, lane, policy);
  }

  /** The tables that it needs, for the service's {@code RootSpec}. */
  public List<TableSpec<?, ?>> tables() {
    return List.of(payloads, schedules);
  }
}
