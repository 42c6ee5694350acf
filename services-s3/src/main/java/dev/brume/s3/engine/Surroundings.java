package dev.brume.s3.engine;

import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.time.Timeline;
import dev.brume.s3.api.PublicAccessBlockConfiguration;
import java.util.List;
import java.util.function.Function;

/**
 * What the engine needs of the world.
 *
 * @param timeline time
 * @param ids ids
 * @param outbox takes what a bucket causes elsewhere
 * @param listeners hear of every change of a version, under the bucket's lock
 * @param companions make what minds each bucket
 * @param accountBlocks tells what an account refuses the public in all of its buckets; null where
 *     it does not say
 */
public record Surroundings(
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    List<ObjectListener> listeners,
    List<BucketCompanion.Maker> companions,
    Function<String, PublicAccessBlockConfiguration> accountBlocks) {}
