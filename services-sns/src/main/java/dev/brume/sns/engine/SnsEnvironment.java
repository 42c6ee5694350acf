package dev.brume.sns.engine;

import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.port.Deliveries;
import dev.brume.core.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the engine needs of the world.
 *
 * @param timeline time
 * @param ids ids
 * @param outbox runs deliveries after the locks are released
 * @param deliveries delivers to the resources of other services
 * @param bodies writes what a delivery consists of, and signs it
 * @param http sends a delivery with its body to an HTTP endpoint and tells the status; fails where
 *     there is no answer
 */
public record SnsEnvironment(
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    Deliveries deliveries,
    Function<TopicDelivery, String> bodies,
    BiFunction<TopicDelivery, String, CompletableFuture<Integer>> http) {}
