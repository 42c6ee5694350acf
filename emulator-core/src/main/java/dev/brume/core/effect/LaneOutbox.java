package dev.brume.core.effect;

import dev.brume.core.time.Section;
import dev.brume.core.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox: one queue for each lane; the thread that drains it runs the effects. Any exception or
 * error of an effect is logged and ends only that effect.
 */
public final class LaneOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(LaneOutbox.class);

  private final Timeline timeline;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private final ArrayDeque<Runnable> steps = new ArrayDeque<>();
  private final List<CompletableFuture<Void>> settling = new ArrayList<>();
  private volatile boolean anyReady;
  private volatile Section section = Section.NONE;
  private int running;
  private long generation;

  /** The effects that must run one after the other. */
  private static final class Lane {
    private final String name;
    private final long generation;
    private final ArrayDeque<Effect> effects = new ArrayDeque<>();
    private int attempt;

    Lane(String name, long generation) {
      this.name = name;
      this.generation = generation;
    }
  }

  /** The timer of a lane's next attempt. */
  private record RetryKey(String lane) {}

  /** The timer that runs the next step. */
  private record StepKey(LaneOutbox outbox) {}

  public LaneOutbox(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Makes effects that continue after an asynchronous one run in {@code effectSection}. */
  public void runIn(Section effectSection) {
    section = effectSection;
  }

  // ------------------------------------------------------------------------------ effects

  @Override
  public synchronized void append(String laneName, Effect effect) {
    Lane lane = lanes.get(laneName);
    if (lane != null) {
      lane.effects.add(effect);
      return;
    }
    lane = new Lane(laneName, generation);
    lane.effects.add(effect);
    lanes.put(laneName, lane);
    makeReady(lane);
  }

  private void makeReady(Lane lane) {
    ready.add(lane);
    anyReady = true;
  }

  @Override
  public void drain() {
    while (anyReady) {
      Lane lane = takeReady();
      if (lane == null) {
        return;
      }
      runHead(lane);
    }
  }

  private synchronized Lane takeReady() {
    Lane lane = ready.poll();
    anyReady = !ready.isEmpty();
    if (lane != null) {
      running++;
    }
    return lane;
  }

  private void runHead(Lane lane) {
    Effect effect;
    int attempt;
    synchronized (this) {
      effect = lane.effects.peek();
      attempt = ++lane.attempt;
    }
    CompletableFuture<Long> outcome = start(effect, attempt);
    if (outcome.isDone()) {
      try {
        finish(lane, outcome);
      } finally {
        ended();
      }
    } else {
      outcome.whenComplete((delay, failure) -> goOnInSection(() -> finish(lane, outcome)));
    }
  }

  private static CompletableFuture<Long> start(Effect effect, int attempt) {
    try {
      return effect.run(attempt).toCompletableFuture();
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void finish(Lane lane, CompletableFuture<Long> outcome) {
    long delayMillis = Effect.DONE;
    if (outcome.isCompletedExceptionally()) {
      Throwable failure = outcome.handle((delay, thrown) -> thrown).join();
      report("An effect failed in lane " + lane.name, failure);
    } else {
      Long answer = outcome.join();
      delayMillis = answer == null ? Effect.DONE : answer;
    }
    synchronized (this) {
      if (lane.generation == generation) {
        goOn(lane, delayMillis);
      }
    }
  }

  private void goOn(Lane lane, long delayMillis) {
    if (delayMillis >= 0) {
      timeline.schedule(
          new RetryKey(lane.name), timeline.nowMillis() + delayMillis, () -> retry(lane));
      return;
    }
    lane.effects.poll();
    lane.attempt = 0;
    if (lane.effects.isEmpty()) {
      lanes.remove(lane.name);
    } else {
      makeReady(lane);
    }
  }

  private void retry(Lane lane) {
    synchronized (this) {
      if (lane.generation != generation) {
        return;
      }
      makeReady(lane);
    }
    drain();
  }

  // ------------------------------------------------------------------------------ stages, steps

  @Override
  public void await(CompletionStage<?> stage, Runnable continuation) {
    synchronized (this) {
      running++;
    }
    stage.whenComplete((value, failure) -> goOnInSection(continuation));
  }

  /** Runs work that {@link #running} already counts. */
  private void goOnInSection(Runnable task) {
    try {
      section.run(
          () -> {
            runReported(task);
            drain();
          });
    } catch (Throwable failure) {
      report("What an effect had begun could not go on", failure);
    } finally {
      ended();
    }
  }

  private static void runReported(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      report("An effect failed", failure);
    }
  }

  private static void report(String what, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StateGoneException) {
      LOG.debug("{}: {}", what, cause.getMessage());
    } else {
      LOG.error(what, failure);
    }
  }

  @Override
  public void later(Runnable step) {
    synchronized (this) {
      steps.add(step);
    }
    scheduleStep();
  }

  private void scheduleStep() {
    timeline.schedule(new StepKey(this), timeline.nowMillis(), this::runStep);
  }

  private void runStep() {
    Runnable step;
    boolean more;
    synchronized (this) {
      step = steps.poll();
      more = !steps.isEmpty();
      running += step == null ? 0 : 1;
    }
    if (more) {
      scheduleStep();
    }
    if (step != null) {
      try {
        runReported(step);
        drain();
      } finally {
        ended();
      }
    }
  }

  private synchronized boolean hasSteps() {
    return !steps.isEmpty();
  }

  // ------------------------------------------------------------------------------ rest

  /** Work counted by {@link #running} has ended. */
  private void ended() {
    List<CompletableFuture<Void>> settled;
    synchronized (this) {
      running--;
      if (settling.isEmpty() || running > 0 || !ready.isEmpty()) {
        return;
      }
      settled = List.copyOf(settling);
      settling.clear();
    }
    settled.forEach(future -> future.complete(null));
  }

  private boolean isSettled() {
    return running == 0 && ready.isEmpty() && steps.isEmpty();
  }

  @Override
  public CompletionStage<Void> settle() {
    section.run(this::drain);
    while (hasSteps()) {
      section.run(this::runStep);
    }
    synchronized (this) {
      if (isSettled()) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> future = new CompletableFuture<>();
      settling.add(future);
      return future.thenCompose(ignored -> settle());
    }
  }

  @Override
  public synchronized long generation() {
    return generation;
  }

  @Override
  public synchronized void clear() {
    generation++;
    lanes.keySet().forEach(name -> timeline.cancel(new RetryKey(name)));
    lanes.clear();
    ready.clear();
    anyReady = false;
  }
}
