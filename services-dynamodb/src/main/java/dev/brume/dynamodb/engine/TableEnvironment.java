package dev.brume.dynamodb.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.time.Timeline;

/**
 * What the engine needs of the world.
 *
 * @param timeline time
 * @param ids ids
 */
public record TableEnvironment(Timeline timeline, Ids ids) {}
