package dev.brume.core.task;

import dev.brume.core.effect.Effect;
import dev.brume.core.effect.StateGoneException;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.core.task.TaskOutcome.Abandoned;
import dev.brume.core.task.TaskOutcome.Done;
import dev.brume.core.task.TaskOutcome.Retry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable work of one owner. Safe for use by several threads; engines call it under their own
 * locks, and it makes no calls out under its own lock. Call inside sections of the store.
 *
 * <p>Tasks that are due run when the outbox is next drained: at the end of the request or timer
 * that added them, after the engines' locks are released. At most {@value #STEP_TASKS} run in one
 * section; the others follow in sections of their own.
 */
public final class TaskQueue<P extends Record> implements AutoCloseable {
  /** The most tasks that run in one section. */
  static final int STEP_TASKS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);

  /**
   * An id contains the time in milliseconds at which its task was added, shifted by this many bits.
   */
  private static final int ID_SEQUENCE_BITS = 20;

  private static final CompletionStage<Long> RUN = CompletableFuture.completedFuture(Effect.DONE);

  /** Outcome of an attempt after the queue was closed; ignored. */
  private static final CompletionStage<TaskOutcome> GONE =
      CompletableFuture.completedFuture(TaskOutcome.DONE);

  /** Guards the fields below. */
  private final Object lock = new Object();

  private final TaskSpec<P> spec;
  private final Tables tables;
  private final String owner;
  private final TaskRunner runner;
  private final TaskHandler<P> handler;
  private final Table<Long, P> payloads;
  private final Table<Long, TaskSchedule> schedules;
  private final TaskOrder order;
  private final TaskPlaces places;
  private final String effectLane;
  private long lastId;
  private long alarmMillis = Long.MAX_VALUE;
  private boolean nudged;
  private boolean stepToCome;
  private boolean closed;

  /** An attempt at the first task of a lane. */
  private record Attempt<P extends Record>(TaskLane lane, Task<P> task) {}

  TaskQueue(
      TaskSpec<P> spec, Tables tables, String owner, TaskRunner runner, TaskHandler<P> handler) {
    this.spec = spec;
    this.tables = tables;
    this.owner = owner;
    this.runner = runner;
    this.handler = handler;
    payloads = tables.table(spec.payloads(), owner);
    schedules = tables.table(spec.schedules(), owner);
    order = new TaskOrder(id -> payloads.get(id) != null, this::dueMillis);
    places = new TaskPlaces(spec.maxOfADestination());
    effectLane = "task/" + spec.payloads().service() + "/" + spec.payloads().name() + "/" + owner;
  }

  /** Loads the tasks from the tables. */
  void load() {
    synchronized (lock) {
      if (payloads.size() == 0) {
        return;
      }
      long[] ids = new long[payloads.size()];
      int[] count = {0};
      payloads.forEach((id, payload) -> ids[count[0]++] = id);
      Arrays.sort(ids);
      lastId = ids[ids.length - 1];
      for (long id : ids) {
        order.wait(id, spec.lane().apply(payloads.get(id)));
      }
      setAlarm();
      stepSoon();
    }
  }

  // ------------------------------------------------------------------------------ for owners

  /**
   * Adds a task that is due at once.
   *
   * @return its id
   */
  public long add(P payload) {
    return add(payload, Long.MIN_VALUE);
  }

  /**
   * Adds a task.
   *
   * @param dueMillis the time of the first attempt; in a lane, the tasks after it wait as well
   * @return its id
   */
  public long add(P payload, long dueMillis) {
    synchronized (lock) {
      checkOpen();
      long nowMillis = runner.timeline().nowMillis();
      long id = Math.max(lastId + 1, nowMillis << ID_SEQUENCE_BITS);
      lastId = id;
      payloads.put(id, payload);
      if (dueMillis > nowMillis) {
        schedules.put(id, new TaskSchedule(dueMillis, 0, nowMillis));
      }
      if (order.add(id, spec.lane().apply(payload), nowMillis)) {
        nudge();
      }
      setAlarm();
      return id;
    }
  }

  /**
   * Sets the task with an id chosen by the owner, replacing an existing one; its attempts are
   * counted from zero. A running attempt at the former payload continues to its end. Only in queues
   * without lanes, and without {@link #add}.
   *
   * @param dueMillis the time of the first attempt; if it has passed, the timeline runs it soon,
   *     but not at the end of this section
   */
  public void put(long id, P payload, long dueMillis) {
    synchronized (lock) {
      checkOpen();
      if (spec.lane().apply(payload) != null) {
        throw new IllegalArgumentException("A task in a lane has no place of its own: " + payload);
      }
      long nowMillis = runner.timeline().nowMillis();
      payloads.put(id, payload);
      schedules.put(id, new TaskSchedule(dueMillis, 0, nowMillis));
      order.put(id);
      setAlarm();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new StateGoneException("Nobody does the tasks of " + effectLane + " any more");
    }
  }

  /** The payload with that id, or null. */
  public P get(long id) {
    synchronized (lock) {
      return payloads.get(id);
    }
  }

  /**
   * The time of the next attempt at the task with that id, in the past if it is due; {@code
   * Long.MAX_VALUE} if there is none.
   */
  public long nextTryMillis(long id) {
    synchronized (lock) {
      return payloads.get(id) == null ? Long.MAX_VALUE : dueMillis(id);
    }
  }

  /** Removes a task, unless it has ended; a running attempt continues to its end. */
  public P remove(long id) {
    synchronized (lock) {
      P payload = payloads.remove(id);
      if (payload != null) {
        schedules.remove(id);
        if (order.removed(id, spec.lane().apply(payload), runner.timeline().nowMillis())) {
          nudge();
        }
        setAlarm();
      }
      return payload;
    }
  }

  /** The number of tasks, including running ones. */
  public int size() {
    synchronized (lock) {
      return payloads.size();
    }
  }

  /** Visits every task by id, in no particular order. */
  public void forEach(BiConsumer<Long, ? super P> visitor) {
    synchronized (lock) {
      payloads.forEach(visitor);
    }
  }

  /**
   * Cancels the timer; the tasks stay in their tables, and running attempts no longer change them.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      runner.timeline().cancel(this);
    }
  }

  /** Removes all tasks, because their owner is deleted. */
  public void drop() {
    close();
    tables.drop(spec.payloads(), owner);
    tables.drop(spec.schedules(), owner);
  }

  // ------------------------------------------------------------------------------ scheduling

  private long dueMillis(long id) {
    TaskSchedule schedule = schedules.get(id);
    return schedule == null ? Long.MIN_VALUE : schedule.dueMillis();
  }

  /** Makes the ready tasks run after the locks are released, all in one effect. */
  private void nudge() {
    if (nudged) {
      return;
    }
    nudged = true;
    runner
        .outbox()
        .append(
            effectLane,
            attempt -> {
              boolean isLater;
              synchronized (lock) {
                nudged = false;
                isLater = stepToCome;
              }
              if (!isLater) {
                run();
              }
              return RUN;
            });
  }

  /** Makes the ready tasks run in a later section. */
  private void stepSoon() {
    if (!stepToCome) {
      stepToCome = true;
      runner.outbox().later(this::step);
    }
  }

  private void step() {
    synchronized (lock) {
      stepToCome = false;
    }
    run();
  }

  private void setAlarm() {
    long millis = order.nextDeadlineMillis();
    if (millis == alarmMillis) {
      return;
    }
    alarmMillis = millis;
    if (millis == Long.MAX_VALUE) {
      runner.timeline().cancel(this);
    } else {
      runner.timeline().schedule(this, millis, this::ring);
    }
  }

  private void ring() {
    synchronized (lock) {
      alarmMillis = Long.MAX_VALUE;
    }
    run();
  }

  // ------------------------------------------------------------------------------ execution

  private void run() {
    synchronized (lock) {
      if (!closed) {
        order.collectDue(runner.timeline().nowMillis(), STEP_TASKS);
        setAlarm();
      }
    }
    int tried = 0;
    for (Attempt<P> next = takeNext();
        next != null;
        next = tried < STEP_TASKS ? takeNext() : null) {
      tried++;
      start(next);
    }
    synchronized (lock) {
      boolean more =
          order.hasReady() || order.nextDeadlineMillis() <= runner.timeline().nowMillis();
      if (!closed && more && places.areOpen()) {
        stepSoon();
      }
    }
  }

  private Attempt<P> takeNext() {
    synchronized (lock) {
      if (closed) {
        return null;
      }
      long nowMillis = runner.timeline().nowMillis();
      Attempt<P> attempt = null;
      for (int seen = 0; seen < STEP_TASKS && attempt == null && places.areOpen(); seen++) {
        TaskLane lane = order.takeReady();
        if (lane == null) {
          break;
        }
        attempt = attempt(lane, nowMillis);
      }
      setAlarm();
      return attempt;
    }
  }

  /** The attempt at a ready lane's first task; null if it must wait. */
  private Attempt<P> attempt(TaskLane lane, long nowMillis) {
    if (!order.isDue(lane, nowMillis)) {
      order.goOn(lane, false, nowMillis);
      order.readyFirst(places.passOn(lane));
      return null;
    }
    long id = lane.first();
    P payload = payloads.get(id);
    String destination = spec.destination() == null ? null : spec.destination().apply(payload);
    if (!places.take(lane, destination)) {
      return null;
    }
    TaskSchedule schedule = schedules.get(id);
    int attempts = schedule == null ? 0 : schedule.attempts();
    long created = schedule == null ? id >> ID_SEQUENCE_BITS : schedule.createdMillis();
    return new Attempt<>(lane, new Task<>(this, id, payload, attempts + 1, created));
  }

  private void start(Attempt<P> attempt) {
    CompletableFuture<TaskOutcome> outcome;
    try {
      outcome = handler.run(attempt.task()).toCompletableFuture();
    } catch (Throwable failure) {
      outcome = CompletableFuture.failedFuture(failure);
    }
    if (outcome.isDone()) {
      finish(attempt, outcome);
      return;
    }
    CompletableFuture<TaskOutcome> later = outcome;
    runner
        .outbox()
        .await(
            later,
            () -> {
              finish(attempt, later);
              run();
            });
  }

  /** See {@link Task#then}. Sections and resets exclude each other, so one check is enough. */
  <T> CompletionStage<TaskOutcome> goOn(
      CompletableFuture<T> stage,
      Function<CompletableFuture<T>, CompletionStage<TaskOutcome>> next) {
    if (stage.isDone()) {
      return next.apply(stage);
    }
    CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    runner
        .outbox()
        .await(
            stage,
            () -> {
              try {
                CompletionStage<TaskOutcome> rest = isClosed() ? GONE : next.apply(stage);
                rest.whenComplete((value, failure) -> complete(outcome, value, failure));
              } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
              }
            });
    return outcome;
  }

  private static <T> void complete(CompletableFuture<T> future, T value, Throwable failure) {
    if (failure == null) {
      future.complete(value);
    } else {
      future.completeExceptionally(failure);
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private void finish(Attempt<P> attempt, CompletableFuture<TaskOutcome> outcome) {
    Task<P> task = attempt.task();
    if (isClosed()) {
      return;
    }
    TaskOutcome result = outcome.handle((value, failure) -> resultOf(value, failure)).join();
    String reason = null;
    synchronized (lock) {
      if (closed) {
        return;
      }
      if (payloads.get(task.id()) == task.payload()) {
        reason = apply(task, result);
      }
    }
    if (reason != null) {
      abandon(task, reason);
    }
    synchronized (lock) {
      List<TaskLane> next = places.release(attempt.lane(), result instanceof Done);
      order.readyFirst(next);
      if (!closed
          && (order.goOn(attempt.lane(), result instanceof Retry, runner.timeline().nowMillis())
              || !next.isEmpty())) {
        nudge();
      }
      setAlarm();
    }
  }

  private TaskOutcome resultOf(TaskOutcome result, Throwable failure) {
    if (failure != null) {
      LOG.error("A task of {} failed", effectLane, failure);
      return TaskOutcome.RETRY;
    }
    return result == null ? TaskOutcome.DONE : result;
  }

  /** Ends or postpones the task; returns the reason if it is abandoned, else null. */
  private String apply(Task<P> task, TaskOutcome result) {
    return switch (result) {
      case Done done -> {
        end(task);
        yield null;
      }
      case Abandoned abandoned -> {
        end(task);
        yield abandoned.reason();
      }
      case Retry retry -> postpone(task, retry);
    };
  }

  private void end(Task<P> task) {
    payloads.remove(task.id());
    schedules.remove(task.id());
  }

  private String postpone(Task<P> task, Retry retry) {
    RetryPolicy policy = spec.retries();
    boolean asPolicySays = retry.delayMillis() < 0;
    long delay = asPolicySays ? policy.delayMillis(task.attempt()) : retry.delayMillis();
    long dueMillis = runner.timeline().nowMillis() + delay;
    if (!policy.allows(task.attempt(), dueMillis - task.createdMillis())) {
      end(task);
      return "It was tried " + task.attempt() + " times";
    }
    schedules.put(task.id(), new TaskSchedule(dueMillis, task.attempt(), task.createdMillis()));
    return null;
  }

  private void abandon(Task<P> task, String reason) {
    try {
      handler.abandoned(task, reason);
    } catch (Throwable failure) {
      LOG.error("A task of {} is lost at its end: {}", effectLane, reason, failure);
    }
  }
}
