package dev.brume.s3.engine;

import dev.brume.core.effect.Outbox;
import dev.brume.core.id.Ids;
import dev.brume.core.time.Timeline;
import java.util.List;

/**
 * What the engine needs of the world.
 *
 * @param timeline time
 * @param ids ids
 * @param outbox takes what a bucket causes elsewhere
 * @param listeners hear of every change of a version, under the bucket's lock
 * @param companions make what minds each bucket
 */
public record Surroundings(
    Timeline timeline,
    Ids ids,
    Outbox outbox,
    List<ObjectListener> listeners,
    List<BucketCompanion.Maker> companions) {}
