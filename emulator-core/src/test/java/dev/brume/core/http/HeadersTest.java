package dev.brume.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Header fields: names compare without regard to case, and fields of one name keep their order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.1">RFC 9110, 5.1 to 5.3</a>
 */
class HeadersTest {
  @Test
  void findsFieldsInEitherCaseAndNoneOfAnotherName() {
    Headers headers = new Headers().add("X-Amz-Date", "1").add("x-bmz-date", "2").add("a", "3");

    assertThat(headers.first("x-AMZ-dAtE")).isEqualTo("1");
    assertThat(headers.first("X-BMZ-DATE")).isEqualTo("2");
    assertThat(headers.contains("x-cmz-date")).isFalse();
    assertThat(headers.first("A")).isEqualTo("3");
    assertThat(headers.contains("")).isFalse();
  }

  @Test
  void keepsTheOrderOfManyFieldsAndDropsThoseOfOneName() {
    Headers headers = new Headers(0);
    for (int i = 0; i < 40; i++) {
      headers.add(i % 2 == 0 ? "even" : "Odd", Integer.toString(i));
    }
    assertThat(headers.all("EVEN")).hasSize(20).startsWith("0", "2").endsWith("36", "38");

    headers.set("eVen", "last").remove("missing");

    assertThat(headers.size()).isEqualTo(21);
    assertThat(headers.name(0)).isEqualTo("Odd");
    assertThat(headers.value(20)).isEqualTo("last");
    List<String> values = new ArrayList<>();
    headers.forEach((name, value) -> values.add(value));
    assertThat(values).startsWith("1", "3", "5").endsWith("39", "last");
    assertThatThrownBy(() -> headers.name(21)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
