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
 * @param drafts read the headers of what makes objects
 * @param answers describe objects that are read
 * @param creations describe objects that were made
 * @param newBuckets give new buckets their settings
 * @param readGuards keep objects from being read
 * @param deleteGuards keep versions from being deleted
 * @param listeners hear of every change of a version
 * @param companions go with each bucket
 * @param routes answer requests that are for no operation of the model
 * @param originRules give the rules for pages of other origins; null where the next one decides
 * @param responseListeners give who hears of answers; null where nobody does
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

  /** What the first gives that gives anything; null where none does. */
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
