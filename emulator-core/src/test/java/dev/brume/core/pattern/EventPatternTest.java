package dev.brume.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Patterns and what they match.
 *
 * <p>Faults and their places: answers recorded on AWS, SNS, of 2022 to 2025. Matching: <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Amazon SNS
 * subscription filter policies</a>.
 */
class EventPatternTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static boolean matches(String pattern, String document) throws Exception {
    return EventPattern.compile(pattern.replace('\'', '"'))
        .matches(JSON.readTree(document.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['rugby']                         | 'rugby'                 | true",
        "['rugby']                         | 'Rugby'                 | false",
        "['rugby', 'tennis']               | ['golf', 'tennis']      | true",
        "[1]                               | 1.0                     | true",
        "[1]                               | '1'                     | false",
        "[true]                            | true                    | true",
        "[null]                            | null                    | true",
        "[{'prefix': 'ab'}]                | 'abc'                   | true",
        "[{'suffix': 'bc'}]                | 'abc'                   | true",
        "[{'suffix': 'bc'}]                | 'abcd'                  | false",
        "[{'equals-ignore-case': 'TENNIS'}]| 'tennis'                | true",
        "[{'anything-but': 'a'}]           | 'b'                     | true",
        "[{'anything-but': ['a', 'b']}]    | 'b'                     | false",
        "[{'anything-but': [1, 2]}]        | 3                       | true",
        "[{'anything-but': {'prefix':'a'}}]| 'ab'                    | false",
        "[{'numeric': ['=', 3]}]           | 3.0                     | true",
        "[{'numeric': ['>', 0, '<=', 100]}]| 100                     | true",
        "[{'numeric': ['>', 0, '<=', 100]}]| 0                       | false",
        "[{'numeric': ['<', 5]}]           | 4                       | true",
        "[{'numeric': ['<', 5]}]           | '4'                     | false",
        "[{'exists': true}]                | 'x'                     | true",
        "[{'exists': false}]               | 'x'                     | false",
        "[{'exists': false}]               | []                      | true",
        "[{'cidr': '10.0.0.0/24'}]         | '10.0.0.255'            | true",
        "[{'cidr': '10.0.0.0/24'}]         | '10.0.1.0'              | false",
        "[{'wildcard': 'a*c*e'}]           | 'abcde'                 | true",
        "[{'wildcard': 'a*c*e'}]           | 'abcd'                  | false",
        "[{'wildcard': 'a*a'}]             | 'a'                     | false",
      })
  void matchesValues(String values, String value, boolean expected) throws Exception {
    assertThat(matches("{'k': " + values + "}", "{'k': " + value + "}")).isEqualTo(expected);
  }

  @Test
  void wantsAllFieldsToMatch() throws Exception {
    assertThat(matches("{'a': [1], 'b': [2]}", "{'a': 1, 'b': 2, 'c': 3}")).isTrue();
    assertThat(matches("{'a': [1], 'b': [2]}", "{'a': 1}")).isFalse();
    assertThat(matches("{'a': [{'exists': false}]}", "{'b': 1}")).isTrue();
  }

  @Test
  void choosesBetweenAlternatives() throws Exception {
    String pattern = "{'x': [1], '$or': [{'a': [1]}, {'b': {'c': [2]}}]}";
    assertThat(matches(pattern, "{'x': 1, 'a': 1}")).isTrue();
    assertThat(matches(pattern, "{'x': 1, 'b': {'c': 2}}")).isTrue();
    assertThat(matches(pattern, "{'x': 1, 'b': {'c': 3}}")).isFalse();
    assertThat(matches("{'$or': ['a']}", "{'$or': 'a'}")).isTrue();
  }

  /** Answers recorded on AWS: a name with dots leads where nested objects do. */
  @Test
  void goesIntoObjectsAndDots() throws Exception {
    String pattern = "{'object': {'nested': {'test': ['x']}}}";
    assertThat(matches(pattern, "{'object': {'nested': {'test': 'x'}}}")).isTrue();
    assertThat(matches(pattern, "{'object.nested.test': 'x'}")).isTrue();
    assertThat(matches(pattern, "{'object.nested': {'test': 'x'}}")).isTrue();
    assertThat(matches(pattern, "{'object': {'nested.test': 'x'}}")).isTrue();
    assertThat(matches("{'object.nested': ['x']}", "{'object': {'nested': 'x'}}")).isTrue();
  }

  /** What stands below an array is looked for in one element of it. */
  @Test
  void keepsToOneElementOfAnArray() throws Exception {
    String pattern = "{'r': {'a': [1], 'b': [2]}}";
    assertThat(matches(pattern, "{'r': [{'a': 1, 'b': 2}, {'a': 3}]}")).isTrue();
    assertThat(matches(pattern, "{'r': [{'a': 1}, {'b': 2}]}")).isFalse();
    assertThat(matches(pattern, "{'r': [[{'a': 1, 'b': 2}]]}")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'key':[['value']]} | Match value must be String, number, true, false, or null | 10",
        "{'key':[{'wrong-operator':true}]} | Unrecognized match type wrong-operator | 31",
        "{'key':[{'suffix':'value','prefix':'value2'}]}"
            + " | Only one key allowed in match expression | 37",
        "{'key':[]} | Empty arrays are not allowed | 10",
        "{'key':[{'suffix':100}]} | suffix match pattern must be a string | 22",
        "{'key':[{'suffix':[]}]} | suffix match pattern must be a string | 20",
        "{'key':{'suffix':'value'}} | 'suffix' must be an object or an array | 19",
        "{'key_a':'value_one'} | 'key_a' must be an object or an array | 11",
        "{'key':[{'cidr':['bad-filter']}]} | prefix match pattern must be a string | 18",
        "{'key':[{'numeric':[]}]} | Invalid member in numeric match: ] | 22",
        "{'key':[{'numeric':['operator']}]}"
            + " | Unrecognized numeric range operator: operator | 32",
        "{'key':[{'numeric':[1,'<=']}]} | Invalid member in numeric match: 1 | 22",
        "{'key':[{'numeric':['=','000']}]} | Value of equals must be numeric | 26",
        "{'key':[{'numeric':['>=']}]} | Value of >= must be numeric | 26",
        "{'key':[{'numeric':['<',100,'>',10]}]}"
            + " | Too many elements in numeric expression | 30",
        "{'key':[{'numeric':['>=',1,'>',2]}]} | Bad numeric range operator: > | 31",
        "{'key':[{'numeric':['>',3,'<',1]}]} | Bottom must be less than top | 33",
        "{'key':[{'numeric':['>',20,30]}]} | Bad value in numeric range: 30 | 30",
        "{'key':[{'numeric':['>',20,'<',30,'<',50]}]}"
            + " | Too many terms in numeric range expression | 36",
        "{'key':[{'exists':null}]}" + " | exists match pattern must be either true or false. | 23",
        "{'key':[{'anything-but':{'wrong-operator':null}}]}"
            + " | Unsupported anything-but pattern: wrong-operator | 47",
        "{'key':[{'anything-but':{'prefix':false}}]} | prefix match pattern must be a string | 40",
      })
  void saysWhatIsWrongAndWhere(String pattern, String message, int column) {
    String text = pattern.replace('\'', '"');
    assertThatThrownBy(() -> EventPattern.compile(text))
        .isInstanceOf(PatternFault.class)
        .hasMessage(
            message.replace('\'', '"')
                + "\n at [Source: (String)\""
                + text
                + "\"; line: 1, column: "
                + column
                + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-filter | Malformed CIDR, one `/` required",
        "bad-filter/0 | Nonstandard IP address: bad-filter",
        "10.0.0.0/x | Malformed CIDR, mask bits must be an integer",
        "xx.11.xx/8 | Nonstandard IP address: xx.11.xx",
      })
  void saysWhatIsWrongWithAddresses(String cidr, String message) {
    assertThatThrownBy(() -> EventPattern.compile("{\"k\":[{\"cidr\":\"" + cidr + "\"}]}"))
        .hasMessage(message.replace('`', '\''));
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> EventPattern.compile("{invalidjson}"))
        .hasMessage(
            "failed to parse JSON. Unexpected character ('i' (code 105)): was expecting"
                + " double-quote to start field name\n at [Source: REDACTED"
                + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]");
  }

  /** The example of the page on constraints: 12 x 6 x 3 combinations. */
  @Test
  void countsCombinations() throws Exception {
    EventPattern pattern =
        EventPattern.compile(
            "{\"a\":{\"b\":{\"c\":[\"1\",\"2\",\"3\",\"4\"]}},\"d\":{\"e\":[\"1\",\"2\",\"3\"]},"
                + "\"f\":[\"1\",\"2\",\"3\"]}");
    assertThat(pattern.combinations()).isEqualTo(216);
    assertThat(pattern.fieldCount()).isEqualTo(3);
    assertThat(pattern.depth()).isEqualTo(3);
  }

  /**
   * "Anything-but wildcard", which SNS has since July 2025.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html">String
   *     value matching</a>
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':[{'anything-but':{'wildcard':'*ball'}}]} | {'a':'rugby'} | true",
        "{'a':[{'anything-but':{'wildcard':'*ball'}}]} | {'a':'football'} | false",
        "{'a':[{'anything-but':{'wildcard':'*ball'}}]} | {'b':'x'} | false",
        "{'a':[{'anything-but':{'wildcard':'a*c*e'}}]} | {'a':'abcde'} | false",
        "{'a':['x'],'b':[1]} | {'a':['y','x'],'b':1} | true",
        "{'a':['x'],'b':[1]} | {'a':['y','z'],'b':1} | false",
        "{'a':['x'],'$or':[{'b':[1]},{'c':[{'exists':false}]}]} | {'a':'x'} | true",
        "{'a':['x'],'$or':[{'b':[1]},{'c':[{'exists':false}]}]} | {'a':'x','c':2} | false",
        "{'a':[{'exists':true}]} | {'a':{'b':1}} | false",
        "{'a':[{'exists':false}]} | {'a':[]} | true"
      })
  void matchesFlatly(String pattern, String document, boolean matches) throws Exception {
    JsonNode json = new ObjectMapper().readTree(document.replace('\'', '"'));
    assertThat(EventPattern.compile(pattern.replace('\'', '"')).matches(json)).isEqualTo(matches);
  }

  /** As users of SNS have found the rule in 2026: the points of a field, times its patterns. */
  @Test
  void countsWildcards() throws Exception {
    EventPattern pattern =
        EventPattern.compile(
            "{\"a\":[{\"wildcard\":\"x*\"},{\"wildcard\":\"*y*\"},\"z\"],"
                + "\"b\":[{\"anything-but\":{\"wildcard\":\"*\\\\*\"}}]}");
    assertThat(pattern.wildcardPoints()).isEqualTo((1 + 6) * 2 + 1);
    assertThat(pattern.asterisks()).isEqualTo(2);
  }

  /** The words of AWS's own library of patterns, aws/event-ruler, for empty objects. */
  @Test
  void refusesEmptyObjectsBelow() throws Exception {
    EventPattern.compile("{}");
    assertThatThrownBy(() -> EventPattern.compile("{\"a\":{}}"))
        .isInstanceOf(PatternFault.class)
        .hasMessageStartingWith("Empty objects are not allowed");
  }
}
