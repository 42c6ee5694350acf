package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import dev.brume.iam.engine.IamAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list. Its marker is good for the same request of the same account only.
 *
 * @param items its elements
 * @param marker the marker of the next page; null on the last one
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">ListUsers</a>
 */
record MarkedPage<T>(List<T> items, String marker) {
  /** "If you do not include this parameter, the number of items defaults to 100." */
  static final int DEFAULT_ITEMS = 100;

  private static final String MARKER = "Marker";
  private static final String MAX_ITEMS = "MaxItems";

  /** Whether there is more. */
  boolean isTruncated() {
    return marker != null;
  }

  /**
   * The requested page of {@code all}.
   *
   * @param input has the members Marker and MaxItems, each of which may be null
   * @param key the items' unique key, in any order
   * @throws AwsError ValidationError if no page had that marker
   */
  static <T> MarkedPage<T> of(
      IamAccount account, Struct input, List<T> all, Function<? super T, String> key) {
    PageTokens tokens =
        PageTokens.of(
            "iam",
            input.schema().name(),
            MarkedPage::invalidMarker,
            filters(account, input).toArray());
    String marker = (String) value(input, MARKER);
    Integer maxItems = (Integer) value(input, MAX_ITEMS);
    int from = marker == null ? 0 : after(all, key, tokens.position(marker));
    int to = Math.min(all.size(), from + (maxItems == null ? DEFAULT_ITEMS : maxItems));
    List<T> items = List.copyOf(all.subList(from, to));
    return new MarkedPage<>(
        items, to < all.size() ? tokens.after(key.apply(all.get(to - 1))) : null);
  }

  /** The same for strings. */
  static MarkedPage<String> ofTexts(IamAccount account, Struct input, List<String> all) {
    return of(account, input, all, text -> text);
  }

  /** The index behind the item of that key, or where it would be if it has been deleted. */
  private static <T> int after(List<T> all, Function<? super T, String> key, String last) {
    int greater = all.size();
    for (int i = all.size() - 1; i >= 0; i--) {
      int order = key.apply(all.get(i)).compareTo(last);
      if (order == 0) {
        return i + 1;
      }
      if (order > 0) {
        greater = i;
      }
    }
    return greater;
  }

  private static List<Object> filters(IamAccount account, Struct input) {
    List<Object> filters = new ArrayList<>();
    filters.add(account.partition());
    filters.add(account.id());
    for (Member member : input.schema().members()) {
      if (!member.name().equals(MARKER) && !member.name().equals(MAX_ITEMS)) {
        filters.add(input.get(member.index()));
      }
    }
    return filters;
  }

  private static Object value(Struct input, String name) {
    return input.get(input.schema().member(name).index());
  }

  private static AwsError invalidMarker() {
    return AwsError.client("ValidationError", 400, "Invalid Marker.");
  }
}
