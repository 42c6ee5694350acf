package dev.brume.sns.engine;

import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The engine's dependencies.
 *
 * @param timeline time
 * @param ids ids
 * @param outbox runs deliveries after the locks are released
 * @param deliveries delivers to the resources of other services
 * @param bodies writes what a delivery consists of, and signs it
 * @param http sends a delivery with its body to an HTTP endpoint and tells the answer; fails where
 *     there is none
 * @param logs where deliveries and findings are logged
 * @param objects where findings are put into buckets
 */
public record SnsEnvironment(
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    Deliveries deliveries,
    Function<TopicDelivery, String> bodies,
    BiFunction<TopicDelivery, String, CompletableFuture<EndpointAnswer>> http,
    LogTarget logs,
    ObjectTarget objects) {}
