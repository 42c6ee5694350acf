package dev.brume.core.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * The Date header has the one form that <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110</a> allows.
 */
class DateHeaderTest {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Property(tries = 300)
  void everySecondHasTheFormOfTheStandard(
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
    String text = new String(new DateHeader(() -> millis).bytes(), US_ASCII);

    assertThat(text).isEqualTo(FORM.format(Instant.ofEpochMilli(millis)));
  }
}
