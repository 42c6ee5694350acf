package dev.brume.core.access;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The global condition keys of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
final class GlobalKeys {
  private final HttpRequest http;
  private final String region;
  private final Timeline timeline;
  private final Supplier<RequestTags> tags;

  private GlobalKeys(
      HttpRequest http, String region, Timeline timeline, Supplier<RequestTags> tags) {
    this.tags = tags;
    this.http = http;
    this.region = region;
    this.timeline = timeline;
  }

  /**
   * The keys of a request.
   *
   * @param tags asked for when a policy wants to know them
   */
  static ContextKeys of(
      HttpRequest http, String region, Timeline timeline, Supplier<RequestTags> tags) {
    GlobalKeys keys = new GlobalKeys(http, region, timeline, tags);
    return ContextKeys.builder().otherwise(keys::values).build();
  }

  /** For actions between services. */
  static ContextKeys ofDelivery(Timeline timeline) {
    return ContextKeys.builder()
        .put("aws:SecureTransport", "true")
        .put("aws:CurrentTime", now(timeline).toString())
        .put("aws:EpochTime", epochSeconds(timeline))
        .build();
  }

  private static Instant now(Timeline timeline) {
    return Instant.ofEpochMilli(timeline.nowMillis());
  }

  private static String epochSeconds(Timeline timeline) {
    return Long.toString(Duration.ofMillis(timeline.nowMillis()).toSeconds());
  }

  private List<String> values(String key) {
    List<String> ofTags = tags.get().values(key);
    if (ofTags != null) {
      return ofTags;
    }
    String value = value(key);
    return value == null ? List.of() : List.of(value);
  }

  private String value(String key) {
    return switch (key) {
      case "aws:currenttime" -> now(timeline).toString();
      case "aws:epochtime" -> epochSeconds(timeline);
      case "aws:referer" -> http.header("Referer");
      case "aws:requestedregion" -> region;
      case "aws:securetransport" -> Boolean.toString(http.connection().isSecure());
      case "aws:sourceip" -> http.connection().remoteAddress();
      case "aws:useragent" -> http.header("User-Agent");
      case "aws:viaawsservice" -> "false";
      default -> null;
    };
  }
}
