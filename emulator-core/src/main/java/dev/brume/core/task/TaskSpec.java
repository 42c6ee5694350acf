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
 * @param destination returns where a task goes; null if all tasks share the same places
 * @param maxOfADestination the most attempts at a time that continue after their section, of one
 *     destination; 0 if there are no destinations
 * @param retries how failed attempts are retried
 */
public record TaskSpec<P extends Record>(
    TableSpec<Long, P> payloads,
    TableSpec<Long, TaskSchedule> schedules,
    Function<? super P, String> lane,
    Function<? super P, String> destination,
    int maxOfADestination,
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
        null,
        0,
        RetryPolicy.ONCE);
  }

  /** The same kind, with tasks of one lane, as returned by {@code laneOf}, in order. */
  public TaskSpec<P> inLanes(Function<? super P, String> laneOf) {
    return new TaskSpec<>(payloads, schedules, laneOf, destination, maxOfADestination, retries);
  }

  /**
   * The same kind, whose attempts may take long because of where they go: the tasks of one
   * destination never wait for those of others.
   *
   * @param destinationOf returns a task's destination
   * @param maxOfOne the most attempts at a time of one destination, at least 1
   */
  public TaskSpec<P> toDestinations(Function<? super P, String> destinationOf, int maxOfOne) {
    return new TaskSpec<>(payloads, schedules, lane, destinationOf, maxOfOne, retries);
  }

  /** The same kind with failed attempts retried by {@code policy}. */
  public TaskSpec<P> retriedBy(RetryPolicy policy) {
    return new TaskSpec<>(payloads, schedules, lane, destination, maxOfADestination, policy);
  }

  /** Its tables, for the service's {@code RootSpec}. */
  public List<TableSpec<?, ?>> tables() {
    return List.of(payloads, schedules);
  }
}
