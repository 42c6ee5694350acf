package dev.brume.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ARNs in their forms; the examples are those of the services' pages.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
class ArnTest {
  private static final Scope SCOPE = new Scope("123456789012", "eu-west-1");

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-west-1:123456789012:my-queue, '', my-queue, ''",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/Music, table, Music, ''",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/M/index/i, table, M/index/i, ''",
    "arn:aws:iam::123456789012:role/path/name, role, path/name, ''",
    "arn:aws:lambda:eu-west-1:123456789012:function:ping, function, ping, ''",
    "arn:aws:lambda:eu-west-1:123456789012:function:ping:live, function, ping, live",
    "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/x:*, log-group, /aws/x, *",
  })
  void haveTypesIdsAndQualifiers(String text, String type, String id, String qualifier) {
    Arn arn = Arn.parse(text).orElseThrow();
    assertThat(arn.resourceType()).isEqualTo(type);
    assertThat(arn.resourceId()).isEqualTo(id);
    assertThat(arn.qualifier()).isEqualTo(qualifier);
    assertThat(arn).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn", "arn:aws:sqs:r:a", "arn:aws:sqs:r:a:", "arn::sqs:r:a:x", "x"})
  void areNotAnything(String text) {
    assertThat(Arn.parse(text)).isEmpty();
    assertThat(Arn.parse(null)).isEmpty();
  }

  @Test
  void areMadeOfAScope() {
    assertThat(SCOPE.slashArn("dynamodb", "table", "Music"))
        .hasToString("arn:aws:dynamodb:eu-west-1:123456789012:table/Music");
    Arn function = SCOPE.colonArn("lambda", "function", "ping");
    assertThat(function.withQualifier("live"))
        .hasToString("arn:aws:lambda:eu-west-1:123456789012:function:ping:live");
    assertThat(function.withQualifier(null)).isEqualTo(function);
    assertThat(SCOPE.globalArn("iam", "role/x")).hasToString("arn:aws:iam::123456789012:role/x");
    assertThat(function.is("lambda", "function")).isTrue();
    assertThat(function.is("lambda", "layer")).isFalse();
    assertThat(function.scope()).isEqualTo(SCOPE);
  }
}
