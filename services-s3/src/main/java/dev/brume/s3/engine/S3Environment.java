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
 * @param tasks runs durable tasks
 * @param deliveries delivers notifications to other services
 * @param listeners are called for every change of a version, under the bucket's lock
 * @param companions create the companions of each bucket
 * @param configurations the kinds of bucket configurations, which are deleted with the bucket
 * @param accountBlocks returns the public access block of a scope's account; null if it is not set
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
