package dev.brume.s3;

import dev.brume.core.gateway.ResponseListener;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.s3.bucket.BucketContributor;
import dev.brume.s3.engine.BucketCompanion;
import dev.brume.s3.engine.ObjectListener;
import dev.brume.s3.object.CreationContributor;
import dev.brume.s3.object.DeleteGuard;
import dev.brume.s3.object.DraftContributor;
import dev.brume.s3.object.ObjectHeaderContributor;
import dev.brume.s3.object.ReadGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The extension points by which features take part in operations of others: features add to the
 * lists. Each is called in the order of the features.
 *
 * @param drafts parse the headers of requests that create objects
 * @param answers write response headers for objects that are read
 * @param creations write response headers for objects that were created
 * @param newBuckets set the initial settings of new buckets
 * @param readGuards prevent objects from being read
 * @param deleteGuards prevent versions from being deleted
 * @param listeners are called for every change of a version
 * @param companions belong to each bucket
 * @param routes answer requests for no operation of the model
 * @param originRules return the rules for cross-origin pages; null if the next one decides
 * @param responseListeners return listeners for responses, or null
 */
public record FeatureHooks(
    List<DraftContributor> drafts,
    List<ObjectHeaderContributor> answers,
    List<CreationContributor> creations,
    List<BucketContributor> newBuckets,
    List<ReadGuard> readGuards,
    List<DeleteGuard> deleteGuards,
    List<ObjectListener> listeners,
    List<BucketCompanion.Maker> companions,
    List<UnmodelledRoute> routes,
    List<Function<HttpRequest, OriginRules>> originRules,
    List<Supplier<ResponseListener>> responseListeners) {

  FeatureHooks() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** The first non-null result; null if there is none. */
  static <T, R> R first(List<T> hooks, Function<T, R> call) {
    for (T hook : hooks) {
      R result = call.apply(hook);
      if (result != null) {
        return result;
      }
    }
    return null;
  }
}
