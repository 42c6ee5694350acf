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
 * What features are made of, and where they join S3.
 *
 * @param surroundings what the server has
 * @param options what users can set
 * @param access decides who may do what
 * @param buckets finds buckets
 * @param section what changes run in that come after an asynchronous step
 * @param hooks takes what a feature adds to operations of others
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

  /** Where the bytes of objects are kept. */
  public BodyStore bodies() {
    return surroundings.bodies();
  }

  /** Runs what takes long. */
  public Executor background() {
    return surroundings.background();
  }

  /** Reads the headers of requests that make objects. */
  public ObjectDraft drafts() {
    return new ObjectDraft(hooks.drafts());
  }

  /** Describes objects that were made. */
  public CreationHeaders creations() {
    return new CreationHeaders(hooks.creations());
  }

  /** Finds what is to be copied. */
  public CopySources copySources() {
    return new CopySources(buckets, access, hooks.readGuards());
  }
}
