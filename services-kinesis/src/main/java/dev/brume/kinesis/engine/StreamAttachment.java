package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A queue or a channel: a resource with an ARN of its own that reads one stream. Its lock guards
 * its record and its progress; a shard is only read under it.
 *
 * @param <S> its stored form
 */
public abstract class StreamAttachment<S extends AttachmentState<S>>
    implements StreamResource, AutoCloseable {
  final Object lock = new Object();
  final KinesisRegion region;
  final KinesisStream stream;
  final Surroundings surroundings;
  private final StreamAttachments<S, ?> directory;

  /** The key of the timer that ends its deletion. */
  private final Object endKey = new Object();

  private volatile S state;
  private volatile boolean ended;

  StreamAttachment(StreamAttachments<S, ?> directory, KinesisStream stream, S state) {
    this.directory = directory;
    this.stream = stream;
    this.state = state;
    region = directory.region();
    surroundings = directory.surroundings();
  }

  /** Sets where it begins to read; once, after its creation. */
  abstract void begin();

  /** Starts its work, after its creation and after each start of the server. */
  abstract void open();

  /** Stops whatever waits for records; it is being deleted. */
  abstract void stop();

  /** Its stored form. */
  public final S state() {
    return state;
  }

  /** The stream that it reads. */
  public final KinesisStream stream() {
    return stream;
  }

  @Override
  public final String name() {
    return state.name();
  }

  @Override
  public final String arn() {
    return region
        .scope()
        .slashArn(KinesisTables.SERVICE, directory.resourceType(), state.id())
        .toString();
  }

  @Override
  public final String account() {
    return region.scope().account();
  }

  /** Its status: ACTIVE and so on. */
  public final String status() {
    return state.status().at(nowMillis());
  }

  /** Whether it is ACTIVE or UPDATING, which are the states in which it delivers records. */
  public final boolean delivers() {
    String status = status();
    return status.equals(StreamState.ACTIVE) || status.equals(StreamState.UPDATING);
  }

  /** Whether it has been deleted. */
  public final boolean isGone() {
    return ended || status().equals(StreamState.DELETED);
  }

  final boolean hasEnded() {
    return ended;
  }

  final long nowMillis() {
    return surroundings.timeline().nowMillis();
  }

  @Override
  public final Map<String, String> tags() {
    return state.tags();
  }

  @Override
  public final void changeTags(UnaryOperator<Map<String, String>> change) {
    change(known -> known.withTags(change.apply(known.tags())));
  }

  /**
   * Changes its stored form.
   *
   * @throws AwsError ResourceInUseException unless it is ACTIVE
   */
  final void change(UnaryOperator<S> change) {
    synchronized (lock) {
      String status = status();
      if (!status.equals(StreamState.ACTIVE)) {
        throw KinesisErrors.resourceInUseException(
            directory.noun()
                + " "
                + name()
                + " under account "
                + account()
                + " not ACTIVE, instead in state "
                + status);
      }
      keep(change.apply(state));
    }
  }

  private void keep(S changed) {
    state = changed;
    directory.keep(this);
  }

  /**
   * Begins its deletion, in whatever state it is: from now on it delivers nothing.
   *
   * @return when the deletion ends
   */
  final long beginToDelete() {
    synchronized (lock) {
      if (!status().equals(StreamState.DELETING)) {
        keep(
            state.withStatus(
                region.rules().begin(surroundings, StreamState.DELETING, StreamState.DELETED)));
      }
    }
    stop();
    return state.status().endMillis();
  }

  final Object endKey() {
    return endKey;
  }

  /** It is deleted, with all that is stored of it. */
  final void end() {
    synchronized (lock) {
      ended = true;
    }
    close();
    drop();
  }

  /** Deletes what is stored of it, apart from {@link #state()}. */
  abstract void drop();

  @Override
  public abstract void close();
}
