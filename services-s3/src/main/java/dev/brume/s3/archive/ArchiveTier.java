package dev.brume.s3.archive;

import dev.brume.s3.api.StorageClass;
import dev.brume.s3.api.Tier;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Duration;

/**
 * The archive tiers whose objects must be restored before they are read: two storage classes, and
 * two tiers of Intelligent-Tiering. AWS documents the longest time of each retrieval option; here
 * it always takes that long.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html">Archive
 *     retrieval options</a>
 */
enum ArchiveTier {
  GLACIER(Duration.ofMinutes(5), Duration.ofHours(5), Duration.ofHours(12)),
  DEEP_ARCHIVE(null, Duration.ofHours(12), Duration.ofHours(48)),
  ARCHIVE_ACCESS(Duration.ofMinutes(5), Duration.ofHours(5), Duration.ofHours(12)),
  DEEP_ARCHIVE_ACCESS(null, Duration.ofHours(12), Duration.ofHours(48));

  private final Duration expedited;
  private final Duration standard;
  private final Duration bulk;

  ArchiveTier(Duration expedited, Duration standard, Duration bulk) {
    this.expedited = expedited;
    this.standard = standard;
    this.bulk = bulk;
  }

  /** The archive tier of a version; null if it can be read. */
  static ArchiveTier of(ObjectVersion version) {
    String storageClass = version.storageClass();
    if (storageClass == null) {
      return null;
    }
    return switch (storageClass) {
      case StorageClass.GLACIER -> GLACIER;
      case StorageClass.DEEP_ARCHIVE -> DEEP_ARCHIVE;
      case StorageClass.INTELLIGENT_TIERING ->
          version.tiering() == null || version.tiering().archiveTier() == null
              ? null
              : valueOf(version.tiering().archiveTier());
      default -> null;
    };
  }

  /** Whether it is a tier of Intelligent-Tiering, which restores objects permanently. */
  boolean isOfTiering() {
    return this == ARCHIVE_ACCESS || this == DEEP_ARCHIVE_ACCESS;
  }

  /**
   * The duration of a restore, or null if the retrieval option is unavailable.
   *
   * @param tier one of {@link Tier}
   */
  Duration retrieval(String tier) {
    return switch (tier) {
      case Tier.EXPEDITED -> expedited;
      case Tier.BULK -> bulk;
      default -> standard;
    };
  }
}
