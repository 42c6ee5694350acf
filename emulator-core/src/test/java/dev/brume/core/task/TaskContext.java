package dev.brume.core.task;

import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import dev.brume.core.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A small service with durable work, on a store and virtual time. */
final class TaskContext implements AutoCloseable {
  static final RetryPolicy THREE_TIMES = RetryPolicy.attempts(3, Duration.ofSeconds(10));

  private static final TaskSpec<Errand> ERRANDS =
      TaskSpec.of("errands", "errands", Errand.class).inLanes(Errand::lane).retriedBy(THREE_TIMES);
  private static final TableSpec<String, Long> DONE =
      new TableSpec<>("errands", "done", String.class, Long.class);

  /** How long ago is what the handler has seen. */
  final List<String> tried = new ArrayList<>();

  final List<String> abandoned = new ArrayList<>();
  final InMemoryStore store;
  final VirtualTimeline timeline;
  final LaneOutbox outbox;
  final StoreSection section;

  /** What the handler answers. */
  TaskHandler<Errand> behaviour = task -> done();

  private final RootSpec<Errands> spec;
  private final TaskSpec<Errand> kind;

  /** What is to be done. */
  record Errand(String lane, String name) {}

  /** The service's domain object: its queue of tasks, and what they have done. */
  final class Errands implements AutoCloseable, TaskHandler<Errand> {
    final TaskQueue<Errand> queue;
    final Table<String, Long> done;

    Errands(Tables tables) {
      done = tables.table(DONE, "");
      queue = new TaskRunner(timeline, outbox).open(kind, tables, "", this);
    }

    @Override
    public CompletionStage<TaskOutcome> run(Task<Errand> task) {
      tried.add(task.payload().name() + task.attempt());
      return behaviour.run(task);
    }

    @Override
    public void abandoned(Task<Errand> task, String reason) {
      abandoned.add(task.payload().name());
      behaviour.abandoned(task, reason);
    }

    @Override
    public void close() {
      queue.close();
    }
  }

  TaskContext(InMemoryStore store) {
    this(store, VirtualTimeline.START);
  }

  TaskContext(InMemoryStore store, Instant start) {
    this(store, start, ERRANDS);
  }

  TaskContext(InMemoryStore store, TaskSpec<Errand> kind) {
    this(store, VirtualTimeline.START, kind);
  }

  private TaskContext(InMemoryStore store, Instant start, TaskSpec<Errand> kind) {
    this.store = store;
    this.kind = kind;
    timeline = new VirtualTimeline(start);
    outbox = new LaneOutbox(timeline);
    section = new StoreSection(store, outbox);
    timeline.runIn(section);
    outbox.runIn(section);
    store.onDiscard(outbox::clear);
    spec = new RootSpec<>("errands", true, (scope, tables) -> new Errands(tables));
    store.openRoots(spec);
  }

  static CompletionStage<TaskOutcome> done() {
    return CompletableFuture.completedFuture(TaskOutcome.DONE);
  }

  static CompletionStage<TaskOutcome> retry() {
    return CompletableFuture.completedFuture(TaskOutcome.RETRY);
  }

  /** The live domain object. */
  Errands errands() {
    return store.root(spec, Scope.DEFAULT);
  }

  /** Runs {@code action} as a request would. */
  void in(Consumer<Errands> action) {
    section.run(() -> action.accept(errands()));
  }

  /** Adds errands that are due at once, in one request. */
  void add(String lane, String... names) {
    in(
        errands -> {
          for (String name : names) {
            errands.queue.add(new Errand(lane, name));
          }
        });
  }

  /** Adds an errand that is due after {@code delay}. */
  void addLater(Duration delay, String lane, String name) {
    in(
        errands ->
            errands.queue.add(new Errand(lane, name), timeline.nowMillis() + delay.toMillis()));
  }

  /** How many tasks there are. */
  int size() {
    int[] size = new int[1];
    in(errands -> size[0] = errands.queue.size());
    return size[0];
  }

  /** Runs what is to run in sections of its own, without waiting for what is under way. */
  void settleTheSteps() {
    timeline.advance(Duration.ZERO);
  }

  void settle() {
    outbox.settle().toCompletableFuture().join();
  }

  @Override
  public void close() {
    store.close();
  }
}
