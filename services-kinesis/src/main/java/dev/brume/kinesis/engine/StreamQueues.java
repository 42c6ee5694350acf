package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The queues on the streams of a region. */
public final class StreamQueues implements AutoCloseable {
  private static final String ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 20;

  private final Object lock = new Object();
  private final KinesisRegion region;
  private final Tables tables;
  private final Surroundings surroundings;
  private final Table<String, QueueState> table;
  private final NavigableMap<String, StreamQueue> queues = new ConcurrentSkipListMap<>();

  StreamQueues(KinesisRegion region, Tables tables, Surroundings surroundings) {
    this.region = region;
    this.tables = tables;
    this.surroundings = surroundings;
    table = tables.table(KinesisTables.QUEUES, KinesisTables.REGION);
    List<QueueState> known = new ArrayList<>();
    table.forEach((id, state) -> known.add(state));
    known.forEach(this::reopen);
  }

  private void reopen(QueueState state) {
    KinesisStream stream = region.find(state.stream());
    if (stream != null && stream.state().identity().equals(state.streamIdentity())) {
      StreamQueue queue = open(stream, state);
      queues.put(state.id(), queue);
      if (state.status().to().equals(StreamState.DELETED)) {
        endAt(queue, state.status().endMillis());
      }
    }
  }

  private StreamQueue open(KinesisStream stream, QueueState state) {
    return new StreamQueue(region, stream, state, tables, surroundings);
  }

  /** The queue with that id, or null. */
  public StreamQueue find(String id) {
    StreamQueue queue = queues.get(id);
    return queue == null || queue.isGone() ? null : queue;
  }

  /** The queues whose ids come after {@code id}, by id. */
  public Stream<StreamQueue> listAfter(String id) {
    return queues.tailMap(id, false).values().stream().filter(queue -> !queue.isGone());
  }

  /** The number of queues of a stream. */
  public int countOf(KinesisStream stream) {
    return (int) listAfter("").filter(queue -> queue.stream() == stream).count();
  }

  /**
   * Creates a queue.
   *
   * @param startMillis delivery starts with records from this time
   * @throws AwsError ResourceInUseException
   */
  public StreamQueue create(
      String name,
      KinesisStream stream,
      String startType,
      long startMillis,
      QueueAttributesState attributes,
      Map<String, String> tags) {
    synchronized (lock) {
      if (listAfter("").anyMatch(queue -> queue.name().equals(name))) {
        throw KinesisErrors.resourceInUseException(
            "Queue " + name + " under account " + region.scope().account() + " already exists.");
      }
      QueueState state =
          new QueueState(
              surroundings.ids().text(ID_LENGTH, ID_CHARACTERS),
              name,
              stream.name(),
              stream.state().identity(),
              surroundings.timeline().nowMillis(),
              region.rules().begin(surroundings, StreamState.CREATING, StreamState.ACTIVE),
              startType,
              startMillis,
              attributes,
              Map.copyOf(tags),
              null);
      synchronized (table) {
        table.put(state.id(), state);
      }
      StreamQueue queue = open(stream, state);
      queue.begin();
      queues.put(state.id(), queue);
      return queue;
    }
  }

  /** Stores a queue's record. */
  void keep(StreamQueue queue) {
    synchronized (table) {
      if (queues.containsKey(queue.state().id())) {
        table.put(queue.state().id(), queue.state());
      }
    }
  }

  /** Deletes a queue; records in flight are not delivered again. */
  void delete(StreamQueue queue) {
    endAt(queue, queue.beginToDelete());
  }

  private void endAt(StreamQueue queue, long millis) {
    if (millis <= surroundings.timeline().nowMillis()) {
      end(queue);
    } else {
      surroundings.timeline().schedule(queue.endKey(), millis, () -> end(queue));
    }
  }

  private void end(StreamQueue queue) {
    String id = queue.state().id();
    synchronized (lock) {
      if (!queues.remove(id, queue)) {
        return;
      }
      synchronized (table) {
        table.remove(id);
      }
    }
    queue.end();
    String owner = KinesisTables.queueOwner(id);
    tables.drop(KinesisTables.QUEUE_CURSORS, owner);
    tables.drop(KinesisTables.QUEUE_DELIVERIES, owner);
  }

  @Override
  public void close() {
    queues
        .values()
        .forEach(
            queue -> {
              surroundings.timeline().cancel(queue.endKey());
              queue.close();
            });
  }
}
