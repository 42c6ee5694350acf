package dev.brume.s3;

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

/**
 * The extension points by which features take part in operations of others; each is called in
 * order.
 */
final class FeatureHooks {
  /** Read the headers of what makes objects. */
  final List<DraftContributor> drafts = new ArrayList<>();

  /** Tell of objects that are read. */
  final List<ObjectHeaderContributor> answers = new ArrayList<>();

  /** Tell of objects that were made. */
  final List<CreationContributor> creations = new ArrayList<>();

  /** Give new buckets their settings. */
  final List<BucketContributor> newBuckets = new ArrayList<>();

  /** Keep objects from being read. */
  final List<ReadGuard> readGuards = new ArrayList<>();

  /** Keep versions from being deleted. */
  final List<DeleteGuard> deleteGuards = new ArrayList<>();

  /** Hear of changes. */
  final List<ObjectListener> listeners = new ArrayList<>();

  /** Go with each bucket. */
  final List<BucketCompanion.Maker> companions = new ArrayList<>();
}
