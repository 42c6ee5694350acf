package dev.brume.s3.lifecycle;

import dev.brume.s3.api.IntelligentTieringAccessTier;
import dev.brume.s3.api.StorageClass;
import dev.brume.s3.engine.ObjectVersion;

/**
 * The storage classes of transitions, in waterfall order: transitions lead from each class to later
 * ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitioning
 *     objects using Amazon S3 Lifecycle</a>
 */
enum TransitionClass {
  STANDARD_IA(30, 30, 1),
  INTELLIGENT_TIERING(0, 0, 4),
  ONEZONE_IA(30, 30, 2),
  GLACIER_IR(0, 90, 3),
  GLACIER(0, 90, 5),
  DEEP_ARCHIVE(0, 0, 6);

  /** The least age of an object. */
  final int minimumDays;

  /** The least time in this class before the same rule moves an object on. */
  final int stayDays;

  /**
   * S3's choice among several: the cheapest, but Intelligent-Tiering before all except archives.
   */
  final int preference;

  TransitionClass(int minimumDays, int stayDays, int preference) {
    this.minimumDays = minimumDays;
    this.stayDays = stayDays;
    this.preference = preference;
  }

  /** The class with that name, or null. */
  static TransitionClass named(String name) {
    for (TransitionClass known : values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    return null;
  }

  /** Whether transitions from here to {@code target} are permitted. */
  boolean leadsTo(TransitionClass target) {
    return target.ordinal() > ordinal() && !(this == ONEZONE_IA && target == GLACIER_IR);
  }

  /**
   * Whether an object may be moved here; one archived by Intelligent-Tiering only to a deeper
   * class.
   */
  boolean takesFrom(ObjectVersion version) {
    String archive = version.tiering() == null ? null : version.tiering().archiveTier();
    return takesFrom(version.storageClass())
        && (archive == null
            || this == DEEP_ARCHIVE
            || this == GLACIER && archive.equals(IntelligentTieringAccessTier.ARCHIVE_ACCESS));
  }

  private boolean takesFrom(String storageClass) {
    if (storageClass == null
        || storageClass.equals(StorageClass.STANDARD)
        || storageClass.equals(StorageClass.REDUCED_REDUNDANCY)) {
      return true;
    }
    TransitionClass from = named(storageClass);
    return from != null && from.leadsTo(this);
  }

  /** Whether it accepts small objects, if the configuration leaves that to the class. */
  boolean takesSmall() {
    return this == GLACIER || this == DEEP_ARCHIVE;
  }
}
