package dev.brume.s3.configuration;

import dev.brume.core.error.AwsError;
import dev.brume.core.schema.Unit;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.ConfigurationKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;

/**
 * The configurations of a kind of which a bucket has several, each with an id.
 *
 * @param <V> the kind
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html">PutBucketMetricsConfiguration</a>
 */
final class NamedConfigurations<V> {
  /** The most configurations of a kind per bucket. */
  static final int MAX_CONFIGURATIONS = 1000;

  /** The largest page. */
  static final int PAGE = 100;

  /** AWS documents this for the ids of metrics; it is used for the others too. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
    if (!ID.matcher(id).matches()) {
      throw S3Refusals.invalidArgument("Invalid Argument", "id", id);
    }
    return request
        .bucket()
        .edit(
            request.origin(),
            edit -> {
              Map<String, V> known = edit.bucket().configurations(kind);
              if (!known.containsKey(id) && known.size() >= MAX_CONFIGURATIONS) {
                throw S3Errors.tooManyConfigurations(
                    "You are attempting to create a new configuration but have already reached the"
                        + " 1,000-configuration limit.");
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
   * @param token where to continue, or null for the beginning
   * @throws AwsError InvalidArgument
   */
  Page<V> page(BucketRequest request, String token) {
    NavigableMap<String, V> rest = request.bucket().configurations(kind);
    if (token != null) {
      rest = rest.tailMap(read(token), false);
    }
    List<Map.Entry<String, V>> found = rest.entrySet().stream().limit(PAGE + 1L).toList();
    boolean truncated = found.size() > PAGE;
    List<Map.Entry<String, V>> shown = truncated ? found.subList(0, PAGE) : found;
    return new Page<>(
        shown.stream().map(Map.Entry::getValue).toList(),
        truncated ? token(shown.getLast().getKey()) : null);
  }

  private static String token(String last) {
    return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String token) {
    try {
      String last = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (ID.matcher(last).matches() && token(last).equals(token)) {
        return last;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw S3Refusals.invalidArgument(
        "The continuation token provided is incorrect", "continuation-token", null);
  }

  private static AwsError noSuchConfiguration() {
    return S3Errors.noSuchConfiguration("The specified configuration does not exist.");
  }
}
