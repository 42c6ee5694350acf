package dev.brume.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.s3.access.OperationRules.Need;
import dev.brume.s3.access.OperationRules.Rule;
import dev.brume.s3.access.OperationRules.Subject;
import dev.brume.s3.api.S3Api;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the model has a rule, whose actions are ones that policies can speak of, and
 * whose subject and conditions the operation's input can tell.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Required
 *     permissions for Amazon S3 API operations</a>
 */
class OperationRulesTest {
  private final OperationRules rules = new OperationRules();

  static Stream<Operation<?, ?>> operations() {
    return S3Api.SERVICE.operationMap().values().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationHasARule(Operation<?, ?> operation) {
    Rule rule = rules.of(operation);
    List<String> members = operation.input().members().stream().map(Member::name).toList();

    assertThat(rule.needs()).isNotEmpty();
    boolean ofObject =
        rule.subject() == Subject.OBJECT
            || rule.subject() == Subject.EXISTING
            || rule.subject() == Subject.UPLOAD;
    assertThat(members.contains("Key")).isEqualTo(ofObject || operation == S3Api.RENAME_OBJECT);
    for (Need need : rule.needs()) {
      assertThat(members).containsAll(need.members());
      assertThat(actions(rule.subject())).anyMatch(need.action()::equalsIgnoreCase);
      if (!need.action().equals(need.ofVersion())) {
        assertThat(PolicyActions.OF_OBJECTS).contains(need.ofVersion().toLowerCase(Locale.ROOT));
        assertThat(members.contains("VersionId") || rule.subject() == Subject.MANY).isTrue();
      }
    }
  }

  private static List<String> actions(Subject subject) {
    List<String> actions =
        switch (subject) {
          case OBJECT, EXISTING, UPLOAD, MANY -> List.copyOf(PolicyActions.OF_OBJECTS);
          case BUCKET -> List.copyOf(PolicyActions.OF_BUCKETS);
          case ACCOUNT ->
              Stream.concat(PolicyActions.OF_BUCKETS.stream(), PolicyActions.OF_OTHERS.stream())
                  .toList();
        };
    return Stream.concat(
            actions.stream(),
            Stream.of(
                "s3express:CreateSession",
                "s3express:ListAllMyDirectoryBuckets",
                "s3-object-lambda:WriteGetObjectResponse"))
        .toList();
  }

  @Test
  void thereIsNoRuleForAnythingElse() {
    assertThat(rules.names())
        .containsExactlyInAnyOrderElementsOf(operations().map(Operation::name).toList());
  }
}
