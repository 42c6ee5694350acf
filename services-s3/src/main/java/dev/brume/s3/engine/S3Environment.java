package dev.brume.s3.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.port.Deliveries;
import dev.brume.core.scope.Scope;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.time.Timeline;
import java.util.List;
import java.util.function.Function;

/**
 * The dependencies of the engine.
 *
 * @param timeline time
 * @param ids ids
 * @param tasks runs what a bucket causes elsewhere or later
 * @param deliveries brings notifications to other services
 * @param listeners hear of every change of a version, under the bucket's lock
 * @param companions make what minds each bucket
 * @param configurations what can be configured of a bucket: it goes with the bucket
 * @param accountBlocks tells what the account of a scope refuses the public in all of its buckets;
 *     null where it does not say
 * @param counts counts buckets and access points over all accounts
 */
public record S3Environment(
    Timeline timeline,
    Ids ids,
    TaskRunner tasks,
    Deliveries deliveries,
    List<ObjectListener> listeners,
    List<BucketCompanion.Maker> companions,
    List<ConfigurationKind<?, ?>> configurations,
    Function<Scope, PublicAccessBlock> accountBlocks,
    BucketCounts counts) {}
