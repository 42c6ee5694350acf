package dev.brume.lambda.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.effect.Outbox;
import dev.brume.core.error.AwsError;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Ports;
import dev.brume.core.port.StreamPosition;
import dev.brume.core.port.StreamShard;
import dev.brume.core.port.StreamSource;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionFinder.Found;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.ShardProgressRecord;
import dev.brume.lambda.engine.TumblingWindow;
import dev.brume.lambda.invoke.FunctionInvoker;
import dev.brume.lambda.invoke.FunctionInvoker.Admission;
import dev.brume.lambda.mapping.ShardLanes.Key;
import dev.brume.lambda.mapping.StreamBatches.Batch;
import dev.brume.lambda.runtime.Invocation;
import dev.brume.lambda.runtime.InvocationResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads shards of streams and calls functions with their records: one batch at a time in each lane
 * of a shard, children after their parents. Its progress is stored.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-polling-and-batching.html">
 *     Polling and batching streams</a>
 */
public final class StreamPollers {
  /** The delay before a throttled function is called again. */
  private static final long THROTTLE_MILLIS = 5_000;

  private final FunctionFinder finder;
  private final FunctionInvoker invoker;
  private final Ports ports;
  private final Outbox outbox;
  private final Timeline timeline;
  private final Ids ids;
  private final ShardLanes lanes = new ShardLanes();
  private final StreamOutcomes outcomes = new StreamOutcomes();

  /** A lane in progress. */
  private record Work(
      Key key,
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      ShardProgressRecord progress,
      StreamSource source) {}

  /**
   * @param finder finds mappings and functions
   * @param invoker calls functions
   * @param ports provide streams
   * @param outbox runs effects
   * @param timeline times windows and pauses
   * @param ids generates the ids of calls
   */
  public StreamPollers(
      FunctionFinder finder,
      FunctionInvoker invoker,
      Ports ports,
      Outbox outbox,
      Timeline timeline,
      Ids ids) {
    this.finder = finder;
    this.invoker = invoker;
    this.ports = ports;
    this.outbox = outbox;
    this.timeline = timeline;
    this.ids = ids;
  }

  private StreamSource source(EventSourceMappingRecord mapping) {
    return Arn.parse(mapping.sourceArn()).flatMap(ports::streams).orElse(null);
  }

  /** Starts a mapping; does nothing if it is running. No lock may be held. */
  public void arm(Scope scope, String uuid) {
    LambdaRegion region = finder.region(scope);
    EventSourceMappingRecord mapping = region.mappings().get(uuid);
    if (mapping == null || mapping.stream() == null || !mapping.enabled()) {
      return;
    }
    StreamSource source = source(mapping);
    if (source == null) {
      return;
    }
    try {
      Map<String, StreamShard> shards =
          source.shards(Arn.parse(mapping.sourceArn()).orElseThrow()).stream()
              .collect(Collectors.toMap(StreamShard::shardId, Function.identity()));
      for (StreamShard shard : shards.values()) {
        if (parentsAreDone(region, mapping, shard, shards)) {
          openShard(region, mapping, source, shard.shardId());
        }
      }
    } catch (AwsError gone) {
      return;
    }
  }

  private static boolean parentsAreDone(
      LambdaRegion region,
      EventSourceMappingRecord mapping,
      StreamShard shard,
      Map<String, StreamShard> shards) {
    return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
        .filter(parent -> parent != null && shards.containsKey(parent))
        .allMatch(parent -> isDone(region, mapping, parent));
  }

  private static boolean isDone(
      LambdaRegion region, EventSourceMappingRecord mapping, String shardId) {
    List<ShardProgressRecord> all = region.shardProgress().all(mapping.uuid(), shardId);
    return all.size() == mapping.stream().parallelization()
        && all.stream().allMatch(ShardProgressRecord::finished);
  }

  private void openShard(
      LambdaRegion region, EventSourceMappingRecord mapping, StreamSource source, String shardId) {
    Arn stream = Arn.parse(mapping.sourceArn()).orElseThrow();
    for (int lane = 0; lane < mapping.stream().parallelization(); lane++) {
      int number = lane;
      if (progress(region, mapping.uuid(), shardId, lane) == null) {
        String start = source.cursor(stream, shardId, new StreamPosition.TrimHorizon()).position();
        region.change(
            () -> {
              boolean wanted = region.mappings().get(mapping.uuid()) != null;
              if (wanted && progress(region, mapping.uuid(), shardId, number) == null) {
                region.put(mapping.uuid(), ShardProgressRecord.at(shardId, number, start));
              }
              return null;
            });
      }
      Key key = new Key(region.scope(), mapping.uuid(), shardId, lane);
      outbox.later(() -> step(key));
    }
  }

  private static ShardProgressRecord progress(
      LambdaRegion region, String uuid, String shardId, int lane) {
    return region.shardProgress().get(uuid, shardId, Integer.toString(lane));
  }

  /** The state of a scope has been replaced. */
  public void forget(Scope scope) {
    lanes.forget(scope);
  }

  // ---------------------------------------------------------------------------- reading

  /** Runs the possible work on a lane. */
  private void step(Key key) {
    LambdaRegion region = finder.region(key.scope());
    EventSourceMappingRecord mapping = region.mappings().get(key.uuid());
    ShardProgressRecord progress = progress(region, key.uuid(), key.shardId(), key.lane());
    if (mapping == null || !mapping.enabled() || progress == null || progress.finished()) {
      lanes.remove(key);
      return;
    }
    StreamSource source = source(mapping);
    if (source == null || !lanes.begin(key, timeline.nowMillis())) {
      return;
    }
    boolean called = false;
    try {
      called = read(new Work(key, region, mapping, progress, source));
    } catch (AwsError gone) {
      lanes.remove(key);
      return;
    } finally {
      if (!called) {
        end(key);
      }
    }
  }

  private void end(Key key) {
    if (lanes.end(key)) {
      goOn(key);
    }
  }

  /** Reads a batch; returns whether the function is being called with it. */
  private boolean read(Work work) {
    EventSourceMappingRecord mapping = work.mapping();
    Found found =
        finder.findOrNull(
            new FunctionReference(work.key().scope(), mapping.function(), mapping.qualifier()));
    if (found == null) {
      pause(work.key(), THROTTLE_MILLIS);
      return false;
    }
    Batch batch =
        StreamBatches.read(
            work.source(), mapping, work.progress(), found.version().settings().role());
    if (TumblingWindows.has(mapping)) {
      TumblingWindow window = TumblingWindows.window(mapping, work.progress(), batch);
      if (window != null && TumblingWindows.isOver(window, batch, timeline.nowMillis())) {
        return callLast(work, found, window);
      }
      if (window != null && batch.size() == 0) {
        timeline.schedule(work.key(), window.endMillis(), () -> step(work.key()));
      }
      if (batch.size() > 0) {
        int count = TumblingWindows.count(batch, window);
        batch =
            count == batch.size() ? batch : batch.first(count, positionAfter(work, batch, count));
      }
    }
    if (batch.size() == 0) {
      moveOn(work, batch.next());
      return false;
    }
    return take(work, found, batch);
  }

  /** Does what has to be done with records; whether the function is being called with them. */
  private boolean take(Work work, Found found, Batch batch) {
    EventSourceMappingRecord mapping = work.mapping();
    if (gathers(work, batch)) {
      return false;
    }
    lanes.closeWindow(work.key());
    int expired = outcomes.expired(work.region(), mapping, batch);
    if (expired > 0) {
      String next = positionAfter(work, batch, expired);
      String requestId = ids.uuid();
      work.region()
          .change(
              () -> {
                outcomes.expire(
                    work.region(), mapping, work.progress(), batch, expired, next, requestId);
                return null;
              });
      goOn(work.key());
      return false;
    }
    Admission admission;
    try {
      admission = invoker.admit(found);
    } catch (AwsError throttled) {
      pause(work.key(), THROTTLE_MILLIS);
      return false;
    }
    call(work, found, admission, batch);
    return true;
  }

  /** No read record matches the filters. */
  private void moveOn(Work work, String next) {
    boolean moved = !work.progress().position().equals(next);
    if (moved) {
      work.region()
          .change(
              () -> {
                work.region()
                    .put(work.key().uuid(), work.progress().after(Integer.MAX_VALUE, next));
                return null;
              });
    }
    if (next == null) {
      arm(work.key().scope(), work.key().uuid());
    } else {
      await(work, next);
    }
  }

  private void await(Work work, String position) {
    Key key = work.key();
    lanes.waiting(
        key,
        work.source()
            .onRecords(
                StreamBatches.cursor(work.mapping(), work.progress(), position),
                () -> outbox.later(() -> step(key))));
  }

  /** Whether the batch waits for more records. */
  private boolean gathers(Work work, Batch batch) {
    int seconds = work.mapping().windowSeconds();
    boolean again = work.progress().failures() > 0 || !work.progress().pieces().isEmpty();
    if (seconds == 0 || again || batch.full() || batch.next() == null) {
      return false;
    }
    long now = timeline.nowMillis();
    long ends = lanes.windowEnds(work.key(), now, seconds);
    if (now >= ends) {
      return false;
    }
    timeline.schedule(work.key(), ends, () -> step(work.key()));
    await(work, batch.next());
    return true;
  }

  private void pause(Key key, long millis) {
    long until = timeline.nowMillis() + millis;
    lanes.pause(key, until);
    timeline.schedule(key, until, () -> step(key));
  }

  private void goOn(Key key) {
    outbox.later(() -> step(key));
  }

  /** The position after the first {@code count} records of a batch. */
  private static String positionAfter(Work work, Batch batch, int count) {
    return count == batch.size()
        ? batch.next()
        : StreamBatches.positionOf(
            work.source(),
            Arn.parse(work.mapping().sourceArn()).orElseThrow(),
            work.progress(),
            batch.records().get(count));
  }

  // ---------------------------------------------------------------------------- calling

  private void call(Work work, Found found, Admission admission, Batch batch) {
    List<ObjectNode> events = batch.events();
    TumblingWindow window =
        TumblingWindows.has(work.mapping())
            ? TumblingWindows.window(work.mapping(), work.progress(), batch)
            : null;
    byte[] event =
        window == null
            ? StreamEvents.event(events)
            : TumblingWindows.event(
                events, work.mapping().sourceArn(), work.key().shardId(), window);
    Invocation invocation = Invocation.whole(ids.uuid(), found.arn(), event, null, null);
    CompletableFuture<InvocationResult> answer = invoker.call(admission, invocation);
    long generation = outbox.generation();
    Object turn = lanes.turn(work.key());
    outbox.await(
        answer,
        () -> {
          if (outbox.generation() == generation) {
            settle(work, batch, invocation.requestId(), admission.version().version(), answer);
          } else if (lanes.isTurn(work.key(), turn)) {
            lanes.end(work.key());
            goOn(work.key());
          }
        });
  }

  /** The progress with what the function has made of a batch. */
  private static ShardProgressRecord inWindow(
      EventSourceMappingRecord mapping,
      ShardProgressRecord progress,
      Batch batch,
      InvocationResult result) {
    if (!TumblingWindows.has(mapping)) {
      return progress.in(null);
    }
    TumblingWindow window = TumblingWindows.window(mapping, progress, batch);
    String state = TumblingWindows.state(result);
    return progress.in(state == null ? window : window.with(state));
  }

  /** Calls a function for the last time in a window; whether it is being called. */
  private boolean callLast(Work work, Found found, TumblingWindow window) {
    Admission admission;
    try {
      admission = invoker.admit(found);
    } catch (AwsError throttled) {
      pause(work.key(), THROTTLE_MILLIS);
      return false;
    }
    Key key = work.key();
    byte[] event =
        TumblingWindows.event(List.of(), work.mapping().sourceArn(), key.shardId(), window);
    CompletableFuture<InvocationResult> answer =
        invoker.call(admission, Invocation.whole(ids.uuid(), found.arn(), event, null, null));
    long generation = outbox.generation();
    Object turn = lanes.turn(key);
    outbox.await(
        answer,
        () -> {
          if (outbox.generation() == generation) {
            settleLast(work, window, answer);
          } else if (lanes.isTurn(key, turn)) {
            lanes.end(key);
            goOn(key);
          }
        });
    return true;
  }

  /** A window ends where its last call succeeds; else that is tried again. */
  private void settleLast(
      Work work, TumblingWindow window, CompletableFuture<InvocationResult> answer) {
    Key key = work.key();
    LambdaRegion region = finder.region(key.scope());
    boolean failed = answer.isCompletedExceptionally() || answer.join().failure();
    region.change(
        () -> {
          ShardProgressRecord progress = progress(region, key.uuid(), key.shardId(), key.lane());
          if (work.progress().equals(progress)) {
            TumblingWindow next = TumblingWindows.isTooLarge(window) ? window.emptied() : null;
            region.put(
                key.uuid(),
                failed
                    ? progress.withResult(StreamOutcomes.PROBLEM, region.nowMillis())
                    : progress.in(next));
          }
          return null;
        });
    if (failed) {
      pause(key, THROTTLE_MILLIS);
      end(key);
    } else {
      lanes.end(key);
      goOn(key);
    }
  }

  /** What follows from an answer. */
  private void settle(
      Work work,
      Batch batch,
      String requestId,
      String version,
      CompletableFuture<InvocationResult> answer) {
    Key key = work.key();
    LambdaRegion region = finder.region(key.scope());
    EventSourceMappingRecord mapping = region.mappings().get(key.uuid());
    ShardProgressRecord progress = progress(region, key.uuid(), key.shardId(), key.lane());
    if (mapping == null || !work.progress().equals(progress)) {
      lanes.remove(key);
      return;
    }
    InvocationResult result = answer.isCompletedExceptionally() ? null : answer.join();
    int done = outcomes.done(mapping, batch, result);
    String next;
    try {
      next = done == 0 ? progress.position() : positionAfter(work, batch, done);
    } catch (AwsError gone) {
      lanes.remove(key);
      return;
    }
    boolean failed = result == null || result.failure();
    ShardProgressRecord before = inWindow(mapping, progress, batch, result);
    long delay =
        region.change(
            () ->
                outcomes.settle(
                    region,
                    mapping,
                    before,
                    batch,
                    new StreamOutcomes.Outcome(done, next, requestId, version, failed)));
    if (delay > 0) {
      pause(key, delay);
      end(key);
    } else {
      lanes.end(key);
      goOn(key);
    }
    if (batch.next() == null) {
      arm(key.scope(), key.uuid());
    }
  }
}
