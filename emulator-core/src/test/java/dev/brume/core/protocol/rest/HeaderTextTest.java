package dev.brume.core.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.TimestampFormat;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Source of truth: <a href="https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait">Smithy:
 * httpHeader</a>.
 */
class HeaderTextTest {
  private static final Schema STRING = Schema.simple(ShapeType.STRING, "test", "String");
  private static final Schema TIME = Schema.simple(ShapeType.TIMESTAMP, "test", "Time");
  private static final Schema JSON =
      Schema.simple(ShapeType.STRING, "test", "Json").withMediaType("application/json");
  private static final Instant FIRST = Instant.ofEpochSecond(1576540098);
  private static final Instant SECOND = FIRST.plusSeconds(86_400);

  private static Member listOf(Member element) {
    return Member.of("List", Schema.list("test", "List", element));
  }

  private static final Member STRINGS = listOf(Member.of("member", STRING));

  private static Object strings(String... lines) {
    return HeaderText.read(STRINGS, List.of(lines));
  }

  @Test
  void listsAreSplitAtCommasOutsideOfQuotes() {
    assertThat(strings("a, b ,c")).isEqualTo(List.of("a", "b", "c"));
    assertThat(strings("a", "b, c")).isEqualTo(List.of("a", "b", "c"));
    assertThat(strings("\"b,c\", \"\\\"def\\\"\", a")).isEqualTo(List.of("b,c", "\"def\"", "a"));
    assertThat(strings("a,,b")).isEqualTo(List.of("a", "", "b"));
    assertThat(strings("")).isEqualTo(List.of());
    assertThat(strings("a b\"c")).isEqualTo(List.of("a b\"c"));
  }

  @Test
  void quotesMustCloseBeforeTheNextComma() {
    assertThatThrownBy(() -> strings("\"a")).isInstanceOf(MalformedValue.class);
    assertThatThrownBy(() -> strings("\"a\" b")).isInstanceOf(MalformedValue.class);
    assertThatThrownBy(() -> strings("\"a\\")).isInstanceOf(MalformedValue.class);
  }

  @Test
  void datesHoldACommaThemselves() {
    Member dates = listOf(Member.of("member", TIME));
    String line = HeaderText.write(dates, List.of(FIRST, SECOND));
    assertThat(line).isEqualTo("Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT");
    assertThat(HeaderText.read(dates, List.of(line))).isEqualTo(List.of(FIRST, SECOND));
    Member other = listOf(Member.of("member", TIME).timestampFormat(TimestampFormat.EPOCH_SECONDS));
    assertThat(HeaderText.read(other, List.of("1576540098, 1576626498")))
        .isEqualTo(List.of(FIRST, SECOND));
  }

  @Test
  void stringsOfAMediaTypeAreEncoded() {
    Member json = Member.of("Json", JSON);
    assertThat(HeaderText.write(json, "true")).isEqualTo("dHJ1ZQ==");
    assertThat(HeaderText.read(json, List.of("dHJ1ZQ=="))).isEqualTo("true");
  }

  @Test
  void nothingEndsTheHeaderEarly() {
    assertThat(HeaderText.write(Member.of("Text", STRING), "a\r\nSet-Cookie: b\0\u007F"))
        .isEqualTo("a  Set-Cookie: b  ");
  }

  @Property(tries = 300)
  void listsReadBackAsTheyWere(
      @ForAll @Size(min = 1, max = 5)
          List<@AlphaChars @Chars({',', '"', '\\', '\u00FC'}) @NotEmpty String> values) {
    // A backslash counts only inside of quotes, which are set where there is a comma or a quote.
    String line = HeaderText.write(STRINGS, values);
    assertThat(HeaderText.read(STRINGS, List.of(line))).isEqualTo(values);
  }

  @Property(tries = 500)
  void anyLineIsReadOrRefused(@ForAll String line) {
    try {
      assertThat(strings(line)).isInstanceOf(List.class);
    } catch (MalformedValue refused) {
      assertThat(refused).hasMessageNotContainingAny("\n");
    }
  }
}
