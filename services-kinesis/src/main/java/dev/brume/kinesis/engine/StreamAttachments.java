package dev.brume.kinesis.engine;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import dev.brume.core.state.Tables;
import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * All queues, or all channels, of the streams of a region. Looking one up takes no lock; adding and
 * removing one takes the directory's lock, under which its own may be taken.
 *
 * @param <S> their stored form
 * @param <A> their class
 */
public abstract class StreamAttachments<S extends AttachmentState<S>, A extends StreamAttachment<S>>
    implements AutoCloseable {
  private final Object lock = new Object();
  private final KinesisRegion region;
  private final Tables tables;
  private final Surroundings surroundings;
  private final String resourceType;
  private final String noun;
  private final Table<String, S> table;
  private final NavigableMap<String, A> attachments = new ConcurrentSkipListMap<>();

  /**
   * @param resourceType as in its ARNs
   * @param noun as in AWS's messages
   */
  StreamAttachments(
      KinesisRegion region,
      Tables tables,
      Surroundings surroundings,
      TableSpec<String, S> spec,
      String resourceType,
      String noun) {
    this.region = region;
    this.tables = tables;
    this.surroundings = surroundings;
    this.resourceType = resourceType;
    this.noun = noun;
    table = tables.table(spec, KinesisTables.REGION);
  }

  final KinesisRegion region() {
    return region;
  }

  final Tables tables() {
    return tables;
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  final String resourceType() {
    return resourceType;
  }

  final String noun() {
    return noun;
  }

  /** Makes the live object of a stored form. */
  abstract A make(KinesisStream stream, S state);

  /**
   * Refuses to exceed a quota; under the directory's lock.
   *
   * @throws AwsError LimitExceededException
   */
  abstract void requireRoom(KinesisStream stream);

  /** Opens those that are stored; once, by the constructor of the subclass. */
  final void reopenAll() {
    List<S> known = new ArrayList<>();
    table.forEach((id, state) -> known.add(state));
    known.forEach(this::reopen);
  }

  private void reopen(S state) {
    KinesisStream stream = region.find(state.stream());
    if (stream == null || !stream.state().identity().equals(state.streamIdentity())) {
      return;
    }
    A attachment = make(stream, state);
    attachment.open();
    attachments.put(state.id(), attachment);
    if (state.status().to().equals(StreamState.DELETED)) {
      endAt(attachment, state.status().endMillis());
    }
  }

  /** The one with that id, or null. */
  public final A find(String id) {
    A attachment = attachments.get(id);
    return attachment == null || attachment.isGone() ? null : attachment;
  }

  /** Those whose ids come after {@code id}, by id. */
  public final Stream<A> listAfter(String id) {
    return attachments.tailMap(id, false).values().stream()
        .filter(attachment -> !attachment.isGone());
  }

  /** The number of those of a stream. */
  public final int countOf(KinesisStream stream) {
    return (int) listAfter("").filter(attachment -> attachment.stream() == stream).count();
  }

  /** The number of all. */
  public final int count() {
    return (int) listAfter("").count();
  }

  /**
   * Adds one.
   *
   * @throws AwsError ResourceInUseException if its name is taken or its stream is being deleted, or
   *     LimitExceededException
   */
  final A add(KinesisStream stream, S state) {
    synchronized (lock) {
      if (!stream.isUsable()) {
        throw StreamRefusals.notActive(stream.name(), stream.account(), stream.status());
      }
      if (listAfter("").anyMatch(attachment -> attachment.name().equals(state.name()))) {
        throw KinesisErrors.resourceInUseException(
            noun + " " + state.name() + " under account " + account() + " already exists.");
      }
      requireRoom(stream);
      synchronized (table) {
        table.put(state.id(), state);
      }
      A attachment = make(stream, state);
      attachment.begin();
      attachment.open();
      attachments.put(state.id(), attachment);
      return attachment;
    }
  }

  final String account() {
    return region.scope().account();
  }

  /** Runs a change of a stream while none can be added to it. */
  final void whileUnchanged(Runnable change) {
    synchronized (lock) {
      change.run();
    }
  }

  /** Stores its state. */
  final void keep(StreamAttachment<S> attachment) {
    S state = attachment.state();
    synchronized (table) {
      if (attachments.containsKey(state.id())) {
        table.put(state.id(), state);
      }
    }
  }

  /** Deletes one; what it has delivered stays. */
  public void delete(A attachment) {
    endAt(attachment, attachment.beginToDelete());
  }

  private void endAt(A attachment, long millis) {
    if (millis <= surroundings.timeline().nowMillis()) {
      end(attachment);
    } else {
      surroundings.timeline().schedule(attachment.endKey(), millis, () -> end(attachment));
    }
  }

  private void end(A attachment) {
    String id = attachment.state().id();
    synchronized (lock) {
      if (!attachments.remove(id, attachment)) {
        return;
      }
      synchronized (table) {
        table.remove(id);
      }
    }
    surroundings.timeline().cancel(attachment.endKey());
    attachment.end();
  }

  @Override
  public final void close() {
    for (A attachment : attachments.values()) {
      surroundings.timeline().cancel(attachment.endKey());
      attachment.close();
    }
  }
}
