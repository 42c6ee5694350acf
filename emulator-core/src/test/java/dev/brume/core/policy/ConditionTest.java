package dev.brume.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What conditions compare, and how.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">Conditions
 *     with multiple context keys or values</a>
 */
class ConditionTest {

  /** Whether a condition holds where {@code a:key} has these values; none where it is null. */
  private static boolean holds(String condition, String requested) {
    ContextKeys.Builder context = ContextKeys.builder();
    if (requested != null) {
      context.put("a:Key", List.of(requested.split(";", -1)));
    }
    return holds(condition, context.build());
  }

  private static boolean holds(String condition, ContextKeys context) {
    Policy policy =
        PolicyText.ofIdentity(
            "'Effect':'Allow','Action':'*','Resource':'*','Condition':{" + condition + "}");
    return policy.decide(PolicyText.request(context)).isAllowed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "StringEquals              | 'x'          | x    | true",
        "StringEquals              | 'x'          | X    | false",
        "StringEquals              | 'x*'         | xy   | false",
        "StringEquals              | ['x','y']    | y    | true",
        "StringEquals              | 10           | 10   | true",
        "StringNotEquals           | ['x','y']    | y    | false",
        "StringNotEquals           | ['x','y']    | z    | true",
        "StringEqualsIgnoreCase    | 'x'          | X    | true",
        "StringNotEqualsIgnoreCase | 'x'          | X    | false",
        "StringLike                | 'a*c?'       | abcd | true",
        "StringLike                | ['','home/'] | ~~   | true",
        "StringLike                | 'a*'         | A    | false",
        "StringNotLike             | ['a*','b*']  | bc   | false",
        "NumericEquals             | '1.0'        | 1    | true",
        "NumericEquals             | 1            | x    | false",
        "NumericNotEquals          | 1            | 2    | true",
        "NumericLessThan           | '10'         | 9    | true",
        "NumericLessThan           | '10'         | 10   | false",
        "NumericLessThanEquals     | '10'         | 10   | true",
        "NumericGreaterThan        | '-1.5'       | -1   | true",
        "NumericGreaterThan        | 9            | 10   | true",
        "NumericGreaterThanEquals  | 10           | 9.99 | false",
        "DateEquals       | '2020-01-01'             | 2020-01-01T00:00:00Z      | true",
        "DateEquals       | '2020-01-01T00:00:00Z'   | 1577836800                | true",
        "DateEquals       | '1577836800'             | 2020-01-01T01:00:00+01:00 | true",
        "DateEquals       | '2020'                   | 2020-01                   | true",
        "DateNotEquals    | '2020-01-01T00:00Z'      | 1577836801                | true",
        "DateLessThan     | '2020-01-01T00:00:01Z'   | 2020-01-01T00:00:00.999Z  | true",
        "DateLessThanEquals    | '2020-01-01'        | 2020-01-01T00:00:00Z      | true",
        "DateGreaterThan       | '2020-01-01'        | 2020-01-01T00:00:00Z      | false",
        "DateGreaterThanEquals | 1577836800.5        | 2020-01-01T00:00:00.5Z    | true",
        "DateEquals       | '2020-01-01'             | yesterday                 | false",
        "Bool                      | true         | true | true",
        "Bool                      | 'false'      | true | false",
        "Bool                      | 'True'       | true | true",
        "BinaryEquals | 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' | BinaryValueInBase64 | true",
        "BinaryEquals | 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' | BinaryValueInBase65 | false",
        "IpAddress    | ['203.0.113.0/24','2001:DB8:1234:5678::/64'] | 203.0.113.9 | true",
        "IpAddress    | ['203.0.113.0/24','2001:DB8:1234:5678::/64'] | 2001:db8:1234:5678::9 | true",
        "IpAddress    | '203.0.113.9'         | 203.0.113.8 | false",
        "NotIpAddress | ['203.0.113.0/24','10.0.0.0/8'] | 10.1.1.1 | false",
        "NotIpAddress | '203.0.113.0/24'      | 10.1.1.1    | true",
        "ArnLike      | 'arn:aws:sns:*:111122223333:t?' | arn:aws:sns:us-east-2:111122223333:t1 | true",
        "ArnEquals    | 'arn:aws:sns:*:111122223333:t?' | arn:aws:sns:us-east-2:111122223333:t1 | true",
        "ArnNotLike   | 'arn:aws:sns:*:111122223333:t?' | arn:aws:sns:us-east-2:111122223333:t1 | false",
        "ArnNotEquals | 'arn:aws:sns:*:111122223333:t?' | arn:aws:sns:us-east-2:444455556666:t1 | true",
        "ArnLike      | '*'                   | arn:aws:s3:::b | true",
        "ArnLike      | 'arn:aws:s3:::b'      | b              | false",
        "ArnLike      | 'arn:aws:s3:*'        | arn:aws:s3:::b | false",
      })
  void compares(String operator, String values, String requested, boolean holds) {
    assertThat(holds("'" + operator + "':{'A:kEY':" + values + "}", requested)).isEqualTo(holds);
  }

  // "With an ArnLike condition, which matches elements between colons, the match fails."
  @Test
  void wildcardsOfArnsStayBetweenColons() {
    String value = ":{'a:key':'arn:aws:someservice:*:111122223333:finance/*'}";
    String requested =
        "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt";
    assertThat(holds("'StringLike'" + value, requested)).isTrue();
    assertThat(holds("'ArnLike'" + value, requested)).isFalse();
  }

  // "If the key that you specify in a policy condition is not present in the request context, the
  // values do not match and the condition is false. If the policy condition requires that the key
  // is not matched [...] the condition is true."
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "StringEquals            | 'x'              | false",
        "StringNotEquals         | 'x'              | true",
        "StringNotLike           | 'x'              | true",
        "NumericNotEquals        | 1                | true",
        "DateNotEquals           | '2020'           | true",
        "NotIpAddress            | '10.0.0.0/8'     | true",
        "ArnNotLike              | 'arn:aws:s3:::b' | true",
        "Bool                    | 'false'          | false",
        "NumericLessThan         | 5                | false",
        "StringEqualsIfExists    | 'x'              | true",
        "StringNotEqualsIfExists | 'x'              | true",
        "Null                    | 'true'           | true",
        "Null                    | false            | false",
        "ForAllValues:StringLike        | 'x'       | true",
        "ForAnyValue:StringLike         | 'x'       | false",
        "ForAnyValue:StringNotLike      | 'x'       | false",
      })
  void withoutTheKey(String operator, String values, boolean holds) {
    assertThat(holds("'" + operator + "':{'a:key':" + values + "}", (String) null))
        .isEqualTo(holds);
  }

  // "...IfExists: if the key is not present, evaluate as true" and "ForAnyValue: false" contradict
  // each other, and AWS does not say which wins; https://iam.cloudcopilot.io reports the latter.
  @Test
  void forAnyValueNeedsTheKeyEvenIfExists() {
    assertThat(holds("'ForAnyValue:StringEqualsIfExists':{'a:key':'x'}", (String) null)).isFalse();
    assertThat(holds("'ForAllValues:StringEqualsIfExists':{'a:key':'x'}", (String) null)).isTrue();
  }

  // The combinations of "Multivalued context key examples". That an empty text is an empty set is
  // in the same pages; several values without a quantifier are not documented.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ForAllValues:StringLike      | ['key1*','key2'] | key1:legal;key2 | true",
        "ForAllValues:StringLike      | ['key1*','key2'] | key1:legal;key3 | false",
        "ForAllValues:StringNotLike   | 'key1*'          | key2;key3       | true",
        "ForAllValues:StringNotLike   | 'key1*'          | key2;key1:hr    | false",
        "ForAnyValue:StringEquals     | ['a','b']        | c;b             | true",
        "ForAnyValue:StringEquals     | ['a','b']        | c;d             | false",
        "ForAnyValue:StringNotEquals  | ['a','b']        | a;b             | false",
        "ForAnyValue:StringNotEquals  | ['a','b']        | a;c             | true",
        "ForAllValues:StringEquals    | 'a'              | ~~              | true",
        "ForAnyValue:StringEquals     | ''               | ~~              | false",
        "ForAnyValue:Bool             | 'true'           | false;true      | true",
        "ForAllValues:NumericLessThan | 5                | 3;4             | true",
        "StringEquals                 | 'a'              | b;a             | true",
        "StringNotEquals              | 'a'              | b;a             | false",
        "Null                         | 'false'          | a;b             | true",
        "Null                         | ['true','false'] | a               | true",
        "StringEquals                 | []               | a               | false",
        "StringNotEquals              | []               | a               | true",
      })
  void quantifies(String operator, String values, String requested, boolean holds) {
    assertThat(holds("'" + operator + "':{'a:key':" + values + "}", requested)).isEqualTo(holds);
  }

  @Test
  void allOperatorsAndAllKeysMustHold() {
    String both = "'StringEquals':{'a:key':'x','b:key':'y'},'Bool':{'c:key':'true'}";
    ContextKeys.Builder context = ContextKeys.builder().put("a:key", "x").put("c:key", "true");
    assertThat(holds(both, context.build())).isFalse();
    assertThat(holds(both, context.put("b:key", "y").build())).isTrue();
    assertThat(holds(both, context.put("c:key", "false").build())).isFalse();
  }

  @Test
  void keysAreAskedForOnceAndOnlyWhereNeeded() {
    AtomicInteger asked = new AtomicInteger();
    ContextKeys context =
        ContextKeys.builder()
            .put("a:key", "x")
            .supply("S3:Slow", () -> List.of("v" + asked.incrementAndGet()))
            .family("s3:ExistingObjectTag/", name -> List.of("tag " + name))
            .build();
    assertThat(holds("'StringEquals':{'a:key':'x'}", context)).isTrue();
    assertThat(asked).hasValue(0);
    assertThat(holds("'StringEquals':{'s3:slow':'v1'},'StringLike':{'s3:slow':'v1'}", context))
        .isTrue();
    assertThat(asked).hasValue(1);
    assertThat(holds("'StringEquals':{'s3:ExistingObjectTag/k':'tag k'}", context)).isTrue();
  }

  // The table "Principal key values" of
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
  @Test
  void principalsSpeakForThemselves() {
    assertThat(
            holds(
                "'StringEquals':{'aws:username':'ana','aws:PrincipalType':'User',"
                    + "'aws:PrincipalAccount':'111122223333','aws:ResourceAccount':'111122223333'},"
                    + "'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/team/ana'},"
                    + "'Bool':{'aws:PrincipalIsAWSService':'false'},'Null':{'aws:userid':'true'}",
                ContextKeys.NONE))
        .isTrue();
  }
}
