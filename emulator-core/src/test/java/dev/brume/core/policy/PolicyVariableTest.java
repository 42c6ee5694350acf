package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Variables of policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Variables
 *     and tags</a>
 */
class PolicyVariableTest {
  private static final ContextKeys CONTEXT =
      ContextKeys.builder()
          .put("a:path", "photos")
          .put("a:wild", "*")
          .put("a:arn", "arn:aws:sns:eu-west-1:111122223333:t")
          .put("a:many", List.of("photos", "videos"))
          .family("aws:PrincipalTag/", name -> List.of(name))
          .build();

  private static boolean allows(String version, String rest) {
    String text =
        "{\"Version\":\""
            + version
            + "\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
            + rest.replace('`', '"')
            + "}}";
    try {
      return Policy.parse(text, PolicyText.IDENTITY)
          .decide(PolicyText.request(CONTEXT))
          .isAllowed();
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  // The object is photos/cat.jpg in amzn-s3-demo-bucket. A variable may stand "only in the resource
  // portion of the ARN", after the fifth colon. What has no value matches nothing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:path}/*              | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${A:PATH}/*              | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${aws:PrincipalTag/photos}/cat.jpg | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:none}*               | false",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:none, 'photos'}/*    | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:none,'photos'}/*     | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:path, 'videos'}/*    | true",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:many}/*              | false",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:wild}                | false",
        "arn:aws:s3:::amzn-s3-demo-bucket/photos/${*}              | false",
        "arn:aws:s3:::amzn-s3-demo-bucket/${a:path}/${a:path}      | false",
        "arn:aws:${a:none, 's3'}:::amzn-s3-demo-bucket/*           | false",
      })
  void standInResources(String resource, boolean matches) {
    assertThat(allows("2012-10-17", "`Resource`:`" + resource + "`")).isEqualTo(matches);
  }

  // "If AWS cannot resolve a variable, this might cause the entire statement to be invalid." Of
  // several values the others may still match; what is negated does not hold.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "StringEquals           | a:path | `${a:path}`            | true",
        "StringEquals           | a:path | `${a:none}`            | false",
        "StringEquals           | a:path | [`${a:none}`,`photos`] | true",
        "StringNotEquals        | a:path | `${a:none}`            | false",
        "StringNotEquals        | a:path | [`x`,`${a:none}`]      | false",
        "StringEqualsIgnoreCase | a:path | `${a:none, 'PHOTOS'}`  | true",
        "StringEquals           | a:wild | `${*}`                 | true",
        "StringLike             | a:path | `${*}`                 | false",
        "StringLike             | a:wild | `${*}`                 | true",
        "StringLike             | a:path | `${a:wild}`            | false",
        "ArnLike                | a:arn  | `arn:aws:sns:*:*:${a:none, 't'}` | true",
        "ArnLike                | a:arn  | `${a:arn}`             | true",
        "ArnNotLike             | a:arn  | `${a:none}`            | false",
        "Bool                   | a:path | `${a:path}`            | true",
      })
  void standInConditions(String operator, String key, String values, boolean holds) {
    String condition = "`Condition`:{`" + operator + "`:{`" + key + "`:" + values + "}}";
    assertThat(allows("2012-10-17", "`Resource`:`*`," + condition)).isEqualTo(holds);
  }

  @Test
  void withoutAValueNothingIsOutsideOfNotResource() {
    assertThat(allows("2012-10-17", "`NotResource`:`arn:aws:s3:::other/*`")).isTrue();
    assertThat(allows("2012-10-17", "`NotResource`:`arn:aws:s3:::other/${a:none}`")).isFalse();
  }

  // "If you don't include the Version element and set it to an appropriate version date, variables
  // like ${aws:username} are treated as literal strings in the policy."
  @Test
  void arePlainTextInTheOlderVersion() {
    String equal = "`Condition`:{`StringEquals`:{`a:path`:`${a:path}`}}";
    assertThat(allows("2008-10-17", "`Resource`:`*`," + equal)).isFalse();
    assertThat(allows("2008-10-17", "`Resource`:`*`," + equal.replace("Equals", "NotEquals")))
        .isTrue();
    assertThat(allows("2008-10-17", "`Resource`:[`arn:aws:s3:::${a`,`*`]")).isTrue();
  }
}
