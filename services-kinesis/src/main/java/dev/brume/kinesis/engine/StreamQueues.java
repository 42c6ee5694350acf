package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.Map;
import java.util.Set;

/** The queues on the streams of a region. */
public final class StreamQueues extends StreamAttachments<QueueState, StreamQueue> {
  private static final String ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 20;
  private static final Set<String> PASSING = Set.of(StreamState.CREATING, StreamState.DELETING);

  StreamQueues(KinesisRegion region, Tables tables, Surroundings surroundings) {
    super(region, tables, surroundings, KinesisTables.QUEUES, "queue", "Queue");
    reopenAll();
  }

  @Override
  StreamQueue make(KinesisStream stream, QueueState state) {
    return new StreamQueue(this, stream, state);
  }

  /** "Queues share this limit with enhanced fan-out consumers." */
  @Override
  void requireRoom(KinesisStream stream) {
    requireFewPassing();
    int limit = region().consumerLimit(stream);
    if (stream.consumers().count() + countOf(stream) >= limit) {
      throw KinesisErrors.limitExceededException(
          "Stream "
              + stream.name()
              + " under account "
              + account()
              + " has reached the limit of "
              + limit
              + " registered consumers and queues.");
    }
  }

  private void requireFewPassing() {
    if (listAfter("").filter(queue -> PASSING.contains(queue.status())).count()
        >= KinesisQuotas.PASSING_QUEUES) {
      throw KinesisErrors.limitExceededException(
          "Account "
              + account()
              + " has the maximum of "
              + KinesisQuotas.PASSING_QUEUES
              + " queues in status CREATING or DELETING.");
    }
  }

  /**
   * Creates a queue.
   *
   * @param startMillis delivery starts with records from this time
   * @throws AwsError ResourceInUseException or LimitExceededException
   */
  public StreamQueue create(
      String name,
      KinesisStream stream,
      String startType,
      long startMillis,
      QueueAttributesState attributes,
      Map<String, String> tags) {
    return add(
        stream,
        new QueueState(
            surroundings().ids().text(ID_LENGTH, ID_CHARACTERS),
            name,
            stream.name(),
            stream.state().identity(),
            surroundings().timeline().nowMillis(),
            region().rules().begin(surroundings(), StreamState.CREATING, StreamState.ACTIVE),
            startType,
            startMillis,
            attributes,
            Map.copyOf(tags),
            null));
  }

  /**
   * Deletes a queue; records in flight are not delivered again.
   *
   * @throws AwsError LimitExceededException while five others are created or deleted
   */
  @Override
  public void delete(StreamQueue queue) {
    if (!PASSING.contains(queue.status())) {
      requireFewPassing();
    }
    super.delete(queue);
  }

  /** Ends the pending receives of all queues. */
  void endReceives() {
    listAfter("").forEach(StreamQueue::stop);
  }
}
