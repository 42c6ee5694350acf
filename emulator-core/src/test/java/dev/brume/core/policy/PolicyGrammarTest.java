package dev.brume.core.policy;

import static dev.brume.core.policy.PolicyText.IDENTITY;
import static dev.brume.core.policy.PolicyText.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.brume.core.policy.PolicyFault.Kind;
import java.util.List;
import java.util.regex.Matcher;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is a policy and what is none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html">Policy
 *     check reference: the errors</a>
 */
class PolicyGrammarTest {
  private static final String WHOLE =
      "{'Version':'2012-10-17','Id':'Example Id','Statement':[{'Sid':'one','Effect':'Allow',"
          + "'Principal':{'AWS':['111122223333','arn:aws:iam::111122223333:user/a'],"
          + "'Service':'logs.amazonaws.com','Federated':'graph.facebook.com','CanonicalUser':'79a5'},"
          + "'Action':['s3:Get*','s3:PutObject'],'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
          + "'Condition':{'StringLike':{'s3:prefix':['${aws:username}/*',''],'aws:userid':'x'},"
          + "'NumericLessThan':{'s3:max-keys':10},'Bool':{'aws:SecureTransport':true}}},"
          + "{'Effect':'Deny','NotPrincipal':'*','NotAction':'*','NotResource':'arn:aws:s3:::b'}]}";

  private static PolicyFault fault(String text, PolicyRules rules) {
    return catchThrowableOfType(
        PolicyFault.class, () -> Policy.parse(text.replace('\'', '"'), rules));
  }

  @Test
  void readsEveryElement() {
    Policy policy = PolicyText.parse(WHOLE, RESOURCE);

    assertThat(policy.version()).hasToString("2012-10-17");
    assertThat(policy.id()).isEqualTo("Example Id");
    Statement one = policy.statements().get(0);
    assertThat(one.sid()).isEqualTo("one");
    assertThat(one.effect()).isEqualTo(PolicyEffect.ALLOW);
    assertThat(one.principals().patterns())
        .extracting(PrincipalPattern::kind)
        .containsExactly(
            PrincipalPattern.Kind.ACCOUNT,
            PrincipalPattern.Kind.USER,
            PrincipalPattern.Kind.SERVICE,
            PrincipalPattern.Kind.PROVIDER,
            PrincipalPattern.Kind.CANONICAL_USER);
    assertThat(one.actions().texts()).containsExactly("s3:Get*", "s3:PutObject");
    assertThat(one.resources().texts()).containsExactly("arn:aws:s3:::b", "arn:aws:s3:::b/*");
    assertThat(one.conditions())
        .extracting(Condition::key)
        .containsExactly("s3:prefix", "aws:userid", "s3:max-keys", "aws:SecureTransport");
    assertThat(one.conditions().get(2).values()).containsExactly("10");
    Statement two = policy.statements().get(1);
    assertThat(two.effect()).isEqualTo(PolicyEffect.DENY);
    assertThat(two.principals().negated()).isTrue();
    assertThat(two.actions().negated()).isTrue();
    assertThat(two.resources().negated()).isTrue();
  }

  @Test
  void oneStatementNeedsNoListAndNoVersion() {
    Policy policy =
        PolicyText.parse(
            "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':{}}}",
            IDENTITY);

    assertThat(policy.version()).hasToString("2008-10-17");
    assertThat(policy.statements()).hasSize(1);
  }

  // The grammar does not say what counts first; where several things are wrong, the outermost does.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "NOT_JSON            |           | x",
        "NOT_JSON            |           | []",
        "NOT_JSON            |           | ~ {'Statement':[]}~",
        "NOT_JSON            |           | {'Statement':[]} {}",
        "NOT_JSON            |           | {'Statement':[[[[[[[[[[[[]]]]]]]]]]]]}",
        "UNKNOWN_ELEMENT     | Policy    | {'Policy':'x'}",
        "UNKNOWN_ELEMENT     | statement | {'statement':[]}",
        "DUPLICATE_ELEMENT   | Version   | {'Version':'2012-10-17','Version':'2012-10-17'}",
        "INVALID_VERSION     | 2012-10-18| {'Version':'2012-10-18'}",
        "INVALID_VERSION     | 1         | {'Version':1}",
        "WRONG_TYPE          | Id        | {'Id':1,'Statement':[]}",
        "MISSING_ELEMENT     | Statement | {'Version':'2012-10-17'}",
        "WRONG_TYPE          | Statement | {'Statement':'x'}",
        "WRONG_TYPE          | Statement | {'Statement':['x']}",
        "NO_STATEMENT        | Statement | {'Statement':[]}",
      })
  void refusesDocuments(Kind kind, String subject, String text) {
    PolicyFault fault = fault(text, RESOURCE);

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.subject()).isEqualTo(subject == null ? "" : subject);
  }

  private static final String MISSING = "";

  /** A statement that is complete, but for the elements that {@code changes} replaces. */
  private static String statement(String changes) {
    StringBuilder all = new StringBuilder(changes);
    List<String> complete =
        List.of("'Effect':'Allow'", "'Principal':'*'", "'Action':'s3:*'", "'Resource':'*'");
    for (String element : complete) {
      String name = element.substring(1, element.indexOf(':') - 1);
      if (!changes.contains(name + "'")) {
        all.append(all.isEmpty() ? "" : ",").append(element);
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "UNKNOWN_ELEMENT        | X            | 'X':1",
        "DUPLICATE_ELEMENT      | Effect       | 'Effect':'Allow','Effect':'Allow'",
        "WRONG_TYPE             | Sid          | 'Sid':1",
        "INVALID_EFFECT         | allow        | 'Effect':'allow'",
        "WRONG_TYPE             | Effect       | 'Effect':['Allow']",
        "CONFLICTING_ELEMENTS   | NotPrincipal | 'Principal':'*','NotPrincipal':'*'",
        "CONFLICTING_ELEMENTS   | NotAction    | 'Action':'*','NotAction':'*'",
        "CONFLICTING_ELEMENTS   | NotResource  | 'Resource':'*','NotResource':'*'",
        "INVALID_PRINCIPAL      | 111122223333 | 'Principal':'111122223333'",
        "WRONG_TYPE             | Principal    | 'Principal':['*']",
        "WRONG_TYPE             | Principal    | 'Principal':{'AWS':1}",
        "INVALID_PRINCIPAL      | Principal    | 'Principal':{}",
        "INVALID_PRINCIPAL      | x            | 'Principal':{'aws':'x'}",
        "INVALID_PRINCIPAL      | x            | 'Principal':{'AWS':'x'}",
        "INVALID_PRINCIPAL      | 1234         | 'Principal':{'AWS':'1234'}",
        "INVALID_PRINCIPAL      | AIDAEXAMPLE  | 'Principal':{'AWS':'AIDAEXAMPLE'}",
        "INVALID_PRINCIPAL      | arn:aws:iam::111122223333:user/*"
            + " | 'Principal':{'AWS':'arn:aws:iam::111122223333:user/*'}",
        "INVALID_PRINCIPAL      | arn:aws:iam::111122223333:group/g"
            + " | 'Principal':{'AWS':'arn:aws:iam::111122223333:group/g'}",
        "INVALID_PRINCIPAL      | arn:aws:iam::1:root | 'Principal':{'AWS':'arn:aws:iam::1:root'}",
        "INVALID_PRINCIPAL      | arn:aws:sts::111122223333:assumed-role/r"
            + " | 'Principal':{'AWS':'arn:aws:sts::111122223333:assumed-role/r'}",
        "INVALID_PRINCIPAL      | *            | 'Principal':{'Service':'*'}",
        "INVALID_PRINCIPAL      | logs         | 'Principal':{'Service':'logs'}",
        "INVALID_ACTION         | GetObject    | 'Action':'GetObject'",
        "INVALID_ACTION         | s3:          | 'Action':['s3:*','s3:']",
        "WRONG_TYPE             | Action       | 'Action':{}",
        "MISSING_ELEMENT        | Action       | 'Action':[]",
        "INVALID_RESOURCE       | bucket       | 'Resource':'bucket'",
        "INVALID_RESOURCE       | arn:aws:s3   | 'Resource':'arn:aws:s3'",
        "WRONG_TYPE             | Condition    | 'Condition':'x'",
        "INVALID_OPERATOR       | stringEquals | 'Condition':{'stringEquals':{'a:b':'c'}}",
        "INVALID_OPERATOR       | NullIfExists | 'Condition':{'NullIfExists':{'a:b':'true'}}",
        "INVALID_OPERATOR       | ForSomeValues:Bool | 'Condition':{'ForSomeValues:Bool':{}}",
        "WRONG_TYPE             | Bool         | 'Condition':{'Bool':'x'}",
        "INVALID_CONDITION_KEY  | prefix       | 'Condition':{'Bool':{'prefix':'true'}}",
        "DUPLICATE_ELEMENT      | A:B          | 'Condition':{'Null':{'a:b':'true','A:B':'true'}}",
        "WRONG_TYPE             | a:b          | 'Condition':{'StringEquals':{'a:b':{}}}",
        "WRONG_TYPE             | a:b          | 'Condition':{'StringEquals':{'a:b':[null]}}",
        "INVALID_CONDITION_VALUE| ten          | 'Condition':{'NumericEquals':{'a:b':'ten'}}",
        "INVALID_CONDITION_VALUE| 2020-13      | 'Condition':{'DateEquals':{'a:b':'2020-13'}}",
        "INVALID_ADDRESS        | 1.2.3.4/33   | 'Condition':{'IpAddress':{'a:b':'1.2.3.4/33'}}",
        "INVALID_CONDITION_VALUE| !            | 'Condition':{'BinaryEquals':{'a:b':'!'}}",
        "INVALID_CONDITION_VALUE| yes          | 'Condition':{'Bool':{'a:b':'yes'}}",
        "INVALID_CONDITION_VALUE| ${a:c}       | 'Condition':{'NumericEquals':{'a:b':'${a:c}'}}",
        "INVALID_VARIABLE       | ${a:c        | 'Condition':{'StringEquals':{'a:b':'${a:c'}}",
        "INVALID_VARIABLE       | ${}          | 'Condition':{'StringEquals':{'a:b':'${}'}}",
        "INVALID_VARIABLE       | ${a:c }      | 'Condition':{'StringEquals':{'a:b':'${a:c }'}}",
        "INVALID_VARIABLE       | ${a:c, d}    | 'Condition':{'StringEquals':{'a:b':'${a:c, d}'}}",
        "INVALID_VARIABLE       | arn:aws:s3:::${b | 'Resource':'arn:aws:s3:::${b'",
      })
  void refusesStatements(Kind kind, String subject, String changes) {
    String good = statement(MISSING);
    PolicyFault fault = fault(PolicyText.document(good, statement(changes)), RESOURCE);

    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.subject()).isEqualTo(subject);
    assertThat(fault.statement())
        .isEqualTo(kind == Kind.DUPLICATE_ELEMENT && !changes.contains("A:B") ? -1 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Effect", "Principal", "Action", "Resource"})
  void namesWhatIsMissing(String element) {
    String without = statement(MISSING).replaceFirst("'" + element + "':'[^']*',?", "");
    PolicyFault fault = fault(PolicyText.document(without.replaceFirst(",$", "")), RESOURCE);

    assertThat(fault.kind()).isEqualTo(Kind.MISSING_ELEMENT);
    assertThat(fault.subject()).isEqualTo(element);
  }

  @Test
  void sidsAreUnique() {
    String named = statement("'Sid':'a'");
    assertThat(fault(PolicyText.document(named, named), RESOURCE).kind())
        .isEqualTo(Kind.DUPLICATE_SID);
  }

  // "It must not be included in identity-based policies", of principals and ids.
  @Test
  void policiesOfIdentitiesNameNoPrincipal() {
    String plain = "'Effect':'Allow','Action':'*','Resource':'*'";
    assertThat(fault(PolicyText.document("'Principal':'*'," + plain), IDENTITY).subject())
        .isEqualTo("Principal");
    assertThat(fault("{'Id':'x','Statement':{" + plain + "}}", IDENTITY).kind())
        .isEqualTo(Kind.FORBIDDEN_ELEMENT);
    assertThat(fault(PolicyText.document("'Sid':'a b'," + plain), IDENTITY).kind())
        .isEqualTo(Kind.INVALID_SID);
  }

  @Test
  void servicesSayWhetherStatementsHaveResources() {
    String trust =
        PolicyText.document("'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'");
    PolicyRules optional = RESOURCE.withResources(PolicyRules.Presence.OPTIONAL);
    assertThat(PolicyText.parse(trust, optional).statements()).hasSize(1);
    PolicyRules forbidden = RESOURCE.withResources(PolicyRules.Presence.FORBIDDEN);
    assertThat(PolicyText.parse(trust, forbidden).statements().get(0).resources()).isNull();
    assertThat(fault(PolicyText.document(statement(MISSING)), forbidden).kind())
        .isEqualTo(Kind.FORBIDDEN_ELEMENT);
    assertThat(PolicyText.parse("{'Statement':[]}", RESOURCE.orWithoutStatements()).statements())
        .isEmpty();
  }

  // Bytes of UTF-8, as bucket policies "are limited to 20 KB in size".
  @Test
  void isOfLimitedLength() {
    String text = PolicyText.document(statement("'Sid':'ä'"));
    int bytes = text.length() + 1;
    assertThat(PolicyText.parse(text, PolicyRules.ofResource(bytes)).statements()).hasSize(1);
    PolicyFault fault = fault(text, PolicyRules.ofResource(bytes - 1));
    assertThat(fault.kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(fault.subject()).isEqualTo(String.valueOf(bytes));
  }

  // The words for these are in S3's answers: "Action does not apply to any resource(s) in
  // statement", "Conditions do not apply to combination of actions and resources in statement".
  @Test
  void servicesKnowTheirOwnNames() {
    PolicyVocabulary s3 =
        new PolicyVocabulary() {
          @Override
          public boolean isAction(String action) {
            return action.startsWith("s3:");
          }

          @Override
          public boolean isResource(String resource) {
            return resource.startsWith("arn:aws:s3:::b");
          }

          @Override
          public boolean appliesTo(String action, String resource) {
            return action.equals("s3:ListBucket") != resource.contains("/");
          }

          @Override
          public boolean isPrincipal(String type, String principal) {
            return !principal.equals("444455556666");
          }

          @Override
          public boolean isConditionKey(String key) {
            return !key.equals("s3:none");
          }

          @Override
          public boolean conditionApplies(
              String key, List<String> actions, List<String> resources) {
            return !key.equals("s3:prefix") || actions.equals(List.of("s3:ListBucket"));
          }
        };
    PolicyRules rules = RESOURCE.withVocabulary(s3);
    String list = "'Action':'s3:ListBucket','Resource':'arn:aws:s3:::b'";
    String get = "'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'";
    String prefix = ",'Condition':{'StringEquals':{'s3:prefix':'x'}}";
    PolicyText.parse(PolicyText.document(statement(list + prefix), statement(get)), rules);

    assertThat(refusal("'Action':'sqs:*'", rules)).isEqualTo("INVALID_ACTION: sqs:*");
    assertThat(refusal("'Resource':'*'", rules)).isEqualTo("INVALID_RESOURCE: *");
    assertThat(refusal(get.replace("/*", ""), rules))
        .isEqualTo("ACTION_WITHOUT_RESOURCE: s3:GetObject");
    assertThat(refusal("'Principal':{'AWS':'444455556666'}," + list, rules))
        .isEqualTo("INVALID_PRINCIPAL: 444455556666");
    assertThat(refusal(get + prefix, rules)).isEqualTo("CONDITION_WITHOUT_ACTION: s3:prefix");
    assertThat(refusal(list + prefix.replace("prefix", "none"), rules))
        .isEqualTo("INVALID_CONDITION_KEY: s3:none");
  }

  private static String refusal(String changes, PolicyRules rules) {
    return fault(PolicyText.document(statement(changes)), rules).getMessage();
  }

  @Property(tries = 2_000)
  void anyChangeOfAPolicyIsAPolicyOrAFault(
      @ForAll @IntRange(max = 900) int at,
      @ForAll @IntRange(max = 40) int length,
      @ForAll @StringLength(max = 6) String text) {
    String whole = WHOLE.replace('\'', '"');
    int start = Math.min(at, whole.length());
    int end = Math.min(start + length, whole.length());
    readsOrRefuses(whole.substring(0, start) + text + whole.substring(end));
    readsOrRefuses(
        whole.substring(0, start) + whole.substring(start, end).repeat(2) + whole.substring(end));
  }

  @Property(tries = 1_000)
  void anyTextInAnyPlaceIsAPolicyOrAFault(@ForAll String text) {
    String value = new TextNode(text).toString();
    for (String place : List.of("Resource", "Action", "Principal", "Sid", "Version")) {
      readsOrRefuses(
          PolicyText.document(statement(""))
              .replace('\'', '"')
              .replaceFirst(
                  "(\"" + place + "\":)\"[^\"]*\"", "$1" + Matcher.quoteReplacement(value)));
    }
    for (ConditionOperator operator : ConditionOperator.values()) {
      try {
        operator.compile(text, true).compare(text, PolicyText.by(PolicyText.USER));
      } catch (PolicyFault fault) {
        assertThat(fault.subject()).isEqualTo(text);
      }
    }
  }

  private static void readsOrRefuses(String text) {
    try {
      Policy.parse(text, RESOURCE).decide(PolicyText.by(PolicyText.SESSION));
    } catch (PolicyFault fault) {
      assertThat(fault.kind()).isNotNull();
    }
  }
}
