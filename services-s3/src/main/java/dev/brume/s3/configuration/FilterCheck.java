package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AnalyticsFilter;
import dev.brume.s3.api.IntelligentTieringFilter;
import dev.brume.s3.api.MetricsFilter;
import dev.brume.s3.api.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks filters: exactly one predicate, or the conjunction of two or more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_MetricsFilter.html">MetricsFilter</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AnalyticsFilter.html">AnalyticsFilter</a>
 */
final class FilterCheck {
  private FilterCheck() {}

  /**
   * @param filter null for everything
   * @throws AwsError MalformedXML, InvalidRequest
   */
  static void check(AnalyticsFilter filter) {
    if (filter == null) {
      return;
    }
    checkSingle(filter.prefix(), filter.tag(), filter.and());
    if (filter.and() != null) {
      checkTogether(filter.and().tags(), filter.and().prefix());
    }
  }

  /**
   * @param filter null for everything
   * @throws AwsError MalformedXML, InvalidRequest
   */
  static void check(IntelligentTieringFilter filter) {
    if (filter == null) {
      return;
    }
    checkSingle(filter.prefix(), filter.tag(), filter.and());
    if (filter.and() != null) {
      checkTogether(filter.and().tags(), filter.and().prefix());
    }
  }

  /**
   * @param filter null for everything
   * @throws AwsError MalformedXML, InvalidRequest
   */
  static void check(MetricsFilter filter) {
    if (filter == null) {
      return;
    }
    checkSingle(filter.prefix(), filter.tag(), filter.accessPointArn(), filter.and());
    if (filter.and() != null) {
      checkTogether(filter.and().tags(), filter.and().prefix(), filter.and().accessPointArn());
    }
  }

  private static void checkSingle(Object... predicates) {
    if (count(predicates) != 1) {
      throw S3Refusals.malformedXml();
    }
  }

  private static void checkTogether(List<Tag> given, Object... others) {
    List<Tag> tags = given == null ? List.of() : given;
    if (tags.size() + count(others) < 2) {
      throw S3Refusals.malformedXml();
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (!keys.add(tag.key())) {
        throw S3Refusals.invalidRequest("Duplicate Tag Keys are not allowed.");
      }
    }
  }

  private static long count(Object... predicates) {
    return Stream.of(predicates).filter(predicate -> predicate != null).count();
  }
}
