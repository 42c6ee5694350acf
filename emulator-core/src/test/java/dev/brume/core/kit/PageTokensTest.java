package dev.brume.core.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages and their tokens. AWS says of them that they are opaque, and that one is to be sent with
 * the same arguments as the request that gave it; what else a token is, is a design of our own.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html">Using
 *     the pagination options</a>
 */
class PageTokensTest {
  private static AwsError refusal() {
    return AwsError.client("InvalidNextToken", 400, "No such token.");
  }

  private static PageTokens tokens(String operation, Object... filters) {
    return PageTokens.of("tiny", operation, PageTokensTest::refusal, filters);
  }

  private static void refused(PageTokens tokens, String token) {
    assertThatThrownBy(() -> tokens.position(token)).hasMessage("No such token.");
  }

  @Test
  void leadThroughTheWholeList() {
    List<Integer> all = IntStream.range(100, 125).boxed().toList();
    PageTokens tokens = tokens("List");
    List<Integer> seen = new ArrayList<>();
    String token = null;
    int pages = 0;
    do {
      String position = tokens.position(token);
      Stream<Integer> rest = all.stream().filter(n -> n.toString().compareTo(position) > 0);
      PageTokens.Page<Integer> page = tokens.page(rest, 10, Object::toString);
      seen.addAll(page.elements());
      token = page.nextToken();
      pages++;
    } while (token != null);
    assertThat(seen).isEqualTo(all);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void endWithAFullPage() {
    PageTokens.Page<String> page = tokens("List").page(Stream.of("a", "b"), 2, Function.identity());
    assertThat(page.elements()).containsExactly("a", "b");
    assertThat(page.nextToken()).isNull();
  }

  @Test
  void areGoodInAnotherRun() {
    String token = tokens("List", "prefix").after("näme");
    assertThat(tokens("List", "prefix").position(token)).isEqualTo("näme");
    assertThat(tokens("List").position(null)).isEmpty();
  }

  @Test
  void areGoodForOneListOnly() {
    String token = tokens("List", "a", "b").after("x");
    refused(tokens("Others", "a", "b"), token);
    refused(tokens("List", "a"), token);
    refused(tokens("List", "ab", ""), token);
    refused(tokens("List", "a", null), token);
    refused(PageTokens.of("other", "List", PageTokensTest::refusal, "a", "b"), token);
    assertThat(tokens("List", "a", "b").position(token)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "?!", "AAAAAAAAAAAAAAAAAAAAAA==", "ÄÖ"})
  void areNotAnything(String token) {
    refused(tokens("List"), token);
  }

  @Test
  void cantBeChanged() {
    PageTokens tokens = tokens("List");
    String token = tokens.after("name");
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      refused(tokens, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }
    refused(tokens, token + "=");
    refused(tokens, token.substring(1));
  }
}
