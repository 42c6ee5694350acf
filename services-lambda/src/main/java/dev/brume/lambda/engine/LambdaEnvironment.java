package dev.brume.lambda.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.kit.Transitions;
import dev.brume.core.time.Timeline;

/**
 * What differs from run to run.
 *
 * @param timeline time
 * @param ids makes revision ids and the like
 * @param transitions how long passing states last
 */
public record LambdaEnvironment(Timeline timeline, Ids ids, Transitions transitions) {}
