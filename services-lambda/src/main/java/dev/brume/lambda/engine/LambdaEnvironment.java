package dev.brume.lambda.engine;

import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Transitions;
import dev.brume.core.port.Deliveries;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import java.util.function.Consumer;

/**
 * The engine's dependencies.
 *
 * @param timeline time
 * @param ids makes revision ids and the like
 * @param outbox runs what is done later
 * @param transitions how long passing states last
 * @param deliveries brings what is reported of calls to other services
 * @param events does the calls whose answers nobody waits for
 * @param durable does what durable executions need from outside
 * @param closed is told when what a scope holds is thrown away
 */
public record LambdaEnvironment(
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    Transitions transitions,
    Deliveries deliveries,
    EventInvoker events,
    DurableWork durable,
    Consumer<Scope> closed) {}
