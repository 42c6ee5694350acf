package dev.brume.core.kit;

import dev.brume.core.access.Authorizer;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Ports;
import dev.brume.core.state.Store;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.time.Timeline;
import java.util.concurrent.Executor;

/**
 * What every service is given: all that differs from run to run, or that the server has only one
 * of. The composition root makes it once, and tests make it with virtual time; what a service's
 * users can set comes beside it, in a record of that service.
 *
 * @param store where all state lives
 * @param timeline time
 * @param ids makes ids and chance
 * @param outbox takes effects that nobody would miss after a crash
 * @param bodies where bodies are kept that are too big for a record
 * @param background runs what takes long or blocks; never under an engine's lock
 * @param ports where services find each other's interfaces
 * @param transitions how long AWS's passing states last here
 * @param authorizer decides whether services may do to each other what they are asked to
 */
public record Surroundings(
    Store store,
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    BodyStore bodies,
    Executor background,
    Ports ports,
    Transitions transitions,
    Authorizer authorizer) {

  /** Runs durable work: {@code tasks().open(…)} opens the queue of a resource. */
  public TaskRunner tasks() {
    return new TaskRunner(timeline, outbox);
  }

  /** The same with somebody else to decide who may do what. */
  public Surroundings with(Authorizer otherAuthorizer) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, ports, transitions, otherAuthorizer);
  }

  /** The same with other services around. */
  public Surroundings with(Ports otherPorts) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, otherPorts, transitions, authorizer);
  }

  /** The same with other rules for passing states. */
  public Surroundings with(Transitions otherTransitions) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, ports, otherTransitions, authorizer);
  }

  /** The same with another executor for what takes long. */
  public Surroundings with(Executor otherBackground) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, otherBackground, ports, transitions, authorizer);
  }
}
