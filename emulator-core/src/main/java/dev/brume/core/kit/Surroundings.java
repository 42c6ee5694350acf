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
 * The dependencies of every service: everything that differs from run to run, or exists once per
 * server. The composition root creates it once, and tests create it with virtual time; a service's
 * own settings are passed separately, in a record of that service.
 *
 * @param store holds all state
 * @param timeline time
 * @param ids generates ids and random values
 * @param outbox runs effects that may be lost in a crash
 * @param bodies stores bodies that are too large for a record
 * @param background runs long or blocking work; never under an engine's lock
 * @param ports the services' interfaces to each other
 * @param transitions how long transitional states last
 * @param authorizer authorizes actions between services
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

  /** Runs durable tasks: {@code tasks().open(…)} opens the queue of a resource. */
  public TaskRunner tasks() {
    return new TaskRunner(timeline, outbox);
  }

  /** The same with another authorizer. */
  public Surroundings with(Authorizer otherAuthorizer) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, ports, transitions, otherAuthorizer);
  }

  /** The same with other ports. */
  public Surroundings with(Ports otherPorts) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, otherPorts, transitions, authorizer);
  }

  /** The same with other rules for transitional states. */
  public Surroundings with(Transitions otherTransitions) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, background, ports, otherTransitions, authorizer);
  }

  /** The same with another executor for long work. */
  public Surroundings with(Executor otherBackground) {
    return new Surroundings(
        store, timeline, ids, outbox, bodies, otherBackground, ports, transitions, authorizer);
  }
}
