package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.NameRule;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.Quota;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ConfigurationKind;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The configurations of a kind of which a bucket has several, each with an id.
 *
 * @param <V> the kind
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html">PutBucketMetricsConfiguration</a>
 */
final class NamedConfigurations<V> {
  /** The most configurations of a kind per bucket. */
  static final Quota MAX_CONFIGURATIONS = new Quota(1000);

  /** The largest page. */
  static final int PAGE = 100;

  /** AWS documents this for the ids of metrics; it is used for the others too. */
  private static final NameRule ID = NameRule.of(1, 64, "[A-Za-z0-9._-]");

  private final ConfigurationKind<V, ?> kind;

  NamedConfigurations(ConfigurationKind<V, ?> kind) {
    this.kind = kind;
  }

  /**
   * A page of the list.
   *
   * @param next the token of the next page, or null
   */
  record Page<V>(List<V> values, String next) {}

  /**
   * @throws AwsError InvalidArgument, TooManyConfigurations
   */
  Unit put(BucketRequest request, String id, V value) {
    ID.require(id, () -> S3Refusals.invalidArgument("Invalid Argument", "id", id));
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              Map<String, V> known = edit.bucket().configurations(kind);
              if (!known.containsKey(id)) {
                MAX_CONFIGURATIONS.require(
                    known.size() + 1,
                    most ->
                        S3Errors.tooManyConfigurations(
                            "You are attempting to create a new configuration but have already"
                                + " reached the 1,000-configuration limit."));
              }
              edit.setConfiguration(kind, id, value);
              return Unit.INSTANCE;
            });
  }

  /**
   * @throws AwsError NoSuchConfiguration
   */
  V get(BucketRequest request, String id) {
    V value = request.bucket().configuration(kind, id);
    if (value == null) {
      throw noSuchConfiguration();
    }
    return value;
  }

  /**
   * @throws AwsError NoSuchConfiguration
   */
  Unit delete(BucketRequest request, String id) {
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              if (!edit.removeConfiguration(kind, id)) {
                throw noSuchConfiguration();
              }
              return Unit.INSTANCE;
            });
  }

  /**
   * @param token where to continue; null or empty for the beginning
   * @throws AwsError InvalidArgument
   */
  Page<V> page(BucketRequest request, String token) {
    PageTokens tokens =
        S3Refusals.pageTokens(kind.name(), "continuation-token", request.bucket().name());
    NavigableMap<String, V> all = request.bucket().configurations(kind);
    PageTokens.Page<Map.Entry<String, V>> page =
        tokens.page(
            all.tailMap(tokens.positionUnlessEmpty(token), false).entrySet().stream(),
            PAGE,
            Map.Entry::getKey);
    return new Page<>(page.elements().stream().map(Map.Entry::getValue).toList(), page.nextToken());
  }

  private static AwsError noSuchConfiguration() {
    return S3Errors.noSuchConfiguration("The specified configuration does not exist.");
  }
}
