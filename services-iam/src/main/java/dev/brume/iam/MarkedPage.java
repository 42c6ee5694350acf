package dev.brume.iam;

import dev.brume.core.error.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items its elements
 * @param marker the marker of the next page; null on the last one
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">ListUsers</a>
 */
record MarkedPage<T>(List<T> items, String marker) {
  /** "If you do not include this parameter, the number of items defaults to 100." */
  static final int DEFAULT_ITEMS = 100;

  /** Whether there is more. */
  boolean isTruncated() {
    return marker != null;
  }

  /**
   * The requested page of {@code all}.
   *
   * @param key the items' unique key, in any order
   * @param marker of the previous page, or null
   * @param maxItems null for the default
   * @throws AwsError ValidationError if no page had that marker
   */
  static <T> MarkedPage<T> of(
      List<T> all, Function<? super T, String> key, String marker, Integer maxItems) {
    int from = 0;
    if (marker != null) {
      String last = decode(marker);
      while (from < all.size() && !key.apply(all.get(from)).equals(last)) {
        from++;
      }
      if (from == all.size()) {
        throw invalidMarker();
      }
      from++;
    }
    int to = Math.min(all.size(), from + (maxItems == null ? DEFAULT_ITEMS : maxItems));
    List<T> items = List.copyOf(all.subList(from, to));
    return new MarkedPage<>(items, to < all.size() ? encode(key.apply(all.get(to - 1))) : null);
  }

  /** The same for strings. */
  static MarkedPage<String> ofTexts(List<String> all, String marker, Integer maxItems) {
    return of(all, text -> text, marker, maxItems);
  }

  private static String encode(String key) {
    return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String marker) {
    try {
      return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalidMarker();
    }
  }

  private static AwsError invalidMarker() {
    return AwsError.client("ValidationError", 400, "Invalid Marker.");
  }
}
