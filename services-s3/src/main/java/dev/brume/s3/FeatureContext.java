package dev.brume.s3;

import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.time.Timeline;
import dev.brume.s3.object.CopySources;
import dev.brume.s3.object.CreationHeaders;
import dev.brume.s3.object.ObjectDraft;
import java.util.concurrent.Executor;

/**
 * The dependencies of features, and their extension points.
 *
 * @param surroundings the server's dependencies
 * @param options the user's settings
 * @param access authorizes requests
 * @param buckets finds buckets
 * @param section the section for changes after an asynchronous step
 * @param hooks the extension points of other features' operations
 * @param operations binds a feature's operations
 */
public record FeatureContext(
    Surroundings surroundings,
    S3Options options,
    AccessCheck access,
    Buckets buckets,
    StoreSection section,
    FeatureHooks hooks,
    GuardedBinder operations) {

  public Timeline timeline() {
    return surroundings.timeline();
  }

  public Ids ids() {
    return surroundings.ids();
  }

  /** The store of object bodies. */
  public BodyStore bodies() {
    return surroundings.bodies();
  }

  /** Runs long work. */
  public Executor background() {
    return surroundings.background();
  }

  /** Parses the headers of requests that create objects. */
  public ObjectDraft drafts() {
    return new ObjectDraft(hooks.drafts());
  }

  /** Writes the response headers for created objects. */
  public CreationHeaders creations() {
    return new CreationHeaders(hooks.creations());
  }

  /** Finds the sources of copies. */
  public CopySources copySources() {
    return new CopySources(buckets, access, hooks.readGuards());
  }
}
