package dev.brume.s3.lifecycle;

import dev.brume.s3.api.IntelligentTieringAccessTier;
import dev.brume.s3.api.IntelligentTieringConfiguration;
import dev.brume.s3.api.IntelligentTieringFilter;
import dev.brume.s3.api.IntelligentTieringStatus;
import dev.brume.s3.api.Tag;
import dev.brume.s3.api.Tiering;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import java.util.List;

/**
 * A rule of Intelligent-Tiering archival in a bucket.
 *
 * @param scope the objects
 * @param tierings the tiers with their days without access
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html">How
 *     S3 Intelligent-Tiering works</a>
 */
record TieringScope(LifecycleRuleScope scope, List<Tiering> tierings) {
  /** The enabled rules of a bucket. */
  static List<TieringScope> of(Bucket bucket) {
    return bucket.configurations(Configurations.INTELLIGENT_TIERING).values().stream()
        .filter(configuration -> configuration.status().equals(IntelligentTieringStatus.ENABLED))
        .map(TieringScope::of)
        .toList();
  }

  private static TieringScope of(IntelligentTieringConfiguration configuration) {
    return new TieringScope(scope(configuration.filter()), configuration.tierings());
  }

  private static LifecycleRuleScope scope(IntelligentTieringFilter filter) {
    if (filter == null) {
      return LifecycleRuleScope.EVERYTHING;
    }
    if (filter.and() != null) {
      List<Tag> tags = filter.and().tags() == null ? List.of() : filter.and().tags();
      return new LifecycleRuleScope(filter.and().prefix(), tags, null, null);
    }
    return new LifecycleRuleScope(
        filter.prefix(), filter.tag() == null ? List.of() : List.of(filter.tag()), null, null);
  }

  /** Whether a tier is deeper than the present one, which is null if it is not an archive tier. */
  static boolean isDeeper(String tier, String present) {
    return present == null
        || tier.equals(IntelligentTieringAccessTier.DEEP_ARCHIVE_ACCESS) && !present.equals(tier);
  }
}
