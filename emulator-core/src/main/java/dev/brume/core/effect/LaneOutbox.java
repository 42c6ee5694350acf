package dev.brume.core.effect;

import dev.brume.core.time.Section;
import dev.brume.core.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox: one queue a lane, run by whoever drains. */
public final class LaneOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(LaneOutbox.class);

  private final Timeline timeline;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
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

  /** The timer on which a lane waits for its next try. */
  private record RetryKey(String lane) {}

  public LaneOutbox(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Makes effects that go on after an asynchronous one run in {@code effectSection}. */
  public void runIn(Section effectSection) {
    section = effectSection;
  }

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
    synchronized (this) {
      effect = lane.effects.peek();
      lane.attempt++;
    }
    CompletableFuture<Long> outcome = start(effect, lane);
    if (outcome.isDone()) {
      finish(lane, outcome);
    } else {
      outcome.whenComplete(
          (delay, failure) ->
              section.run(
                  () -> {
                    finish(lane, outcome);
                    drain();
                  }));
    }
  }

  private static CompletableFuture<Long> start(Effect effect, Lane lane) {
    try {
      return effect.run(lane.attempt).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void finish(Lane lane, CompletableFuture<Long> outcome) {
    long delayMillis = Effect.DONE;
    if (outcome.isCompletedExceptionally()) {
      LOG.error("An effect failed in lane {}", lane.name, outcome.exceptionNow());
    } else {
      delayMillis = outcome.join();
    }
    List<CompletableFuture<Void>> settled;
    synchronized (this) {
      running--;
      if (lane.generation == generation) {
        goOn(lane, delayMillis);
      }
      settled = takeSettled();
    }
    settled.forEach(future -> future.complete(null));
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

  private List<CompletableFuture<Void>> takeSettled() {
    if (settling.isEmpty() || running > 0 || !ready.isEmpty()) {
      return List.of();
    }
    List<CompletableFuture<Void>> settled = List.copyOf(settling);
    settling.clear();
    return settled;
  }

  @Override
  public CompletionStage<Void> settle() {
    section.run(this::drain);
    synchronized (this) {
      if (running == 0 && ready.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> future = new CompletableFuture<>();
      settling.add(future);
      return future;
    }
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
