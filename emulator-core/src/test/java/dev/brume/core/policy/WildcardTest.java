package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "An asterisk (*) represents any combination of characters and a question mark (?) represents any
 * single character."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 */
class WildcardTest {

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?😀").ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab😀").ofMaxLength(16);
  }

  @Property(tries = 20_000)
  void matchesAsARegularExpressionWould(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    StringBuilder expression = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            character ->
                expression.append(
                    character == '*'
                        ? ".*"
                        : character == '?' ? "." : Pattern.quote(Character.toString(character))));
    assertThat(Wildcard.of(pattern).matches(text))
        .isEqualTo(Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/*/test/*, arn:aws:s3:::b/1/2/test/3/object.jpg, true",
    "arn:aws:s3:::b/*/test/*, arn:aws:s3:::b//test/, true",
    "arn:aws:s3:::b/*/test/*, arn:aws:s3:::b/1-test/object.jpg, false",
    "arn:aws:sqs:*,           arn:aws:sqs:eu-west-1:111122223333:q, true",
    "arn:aws:s3:::B,          arn:aws:s3:::b, false",
    "*,                       '', true",
    "?,                       '', false",
  })
  void matchesResources(String pattern, String text, boolean matches) {
    assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  @Timeout(20)
  void manyStarsDoNotExplode() {
    Wildcard stars = Wildcard.of("*a".repeat(500) + "b");
    Wildcard run = Wildcard.of("*" + "a".repeat(500) + "b*");
    String text = "a".repeat(2_000);
    for (int i = 0; i < 100; i++) {
      assertThat(stars.matches(text)).isFalse();
      assertThat(run.matches(text)).isFalse();
    }
  }
}
