package dev.brume.s3.engine;

import dev.brume.s3.api.LifecycleRule;
import java.util.List;

/**
 * A bucket's lifecycle configuration, every rule of which has an id.
 *
 * @param rules in the order in which they came
 * @param minimumObjectSize one of {@link dev.brume.s3.api.TransitionDefaultMinimumObjectSize}
 */
public record LifecycleSettings(List<LifecycleRule> rules, String minimumObjectSize) {}
