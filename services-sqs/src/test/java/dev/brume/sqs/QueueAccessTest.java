package dev.brume.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyFault;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.policy.PolicyRules;
import dev.brume.sqs.SqsWire.TextAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queues whose policies are evaluated. Source of truth: Amazon SQS Developer Guide, "Identity and
 * access management" and "Amazon SQS API permissions"; Service Authorization Reference, "Amazon
 * SQS". That the action is in lower case, the code AccessDenied and the status 403 is seen in
 * clients' reports of AWS's answers.
 */
class QueueAccessTest {
  private static final String OTHER = "222222222222";
  private static final String ARN = "arn:aws:sqs:eu-west-1:123456789012:q";

  private final SqsWire sqs = new SqsWire(SqsOptions.DEFAULTS, Authorizer.Mode.ENFORCED);
  private final String url = sqs.create("q");

  private void policy(String... statements) {
    sqs.by(SqsWire.ACCOUNT)
        .ok(
            "SetQueueAttributes",
            Map.of("QueueUrl", url, "Attributes", Map.of("Policy", document(statements))));
  }

  private static String document(String... statements) {
    String text = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    return text.replace('\'', '"');
  }

  private static String allow(String principal, String action) {
    return "{'Effect':'Allow','Principal':" + principal + ",'Action':'" + action + "'}";
  }

  private static CallerIdentity user(String name, String... statements) {
    PolicyPrincipal ana = PolicyPrincipal.of("arn:aws:iam::" + name);
    if (statements.length == 0) {
      return CallerIdentity.of(ana);
    }
    try {
      Policy policy = Policy.parse(document(statements), PolicyRules.ofIdentity(2_048));
      return CallerIdentity.of(ana).withIdentityPolicies(List.of(policy));
    } catch (PolicyFault fault) {
      throw new AssertionError(fault);
    }
  }

  /** Errors that no model lists have their message under another name. */
  private static String message(SqsWire.Answer answer) {
    return answer.body().path("Message").asText();
  }

  private Map<String, Object> message() {
    return Map.of("QueueUrl", url, "MessageBody", "hello");
  }

  private void denied(String operation, Map<String, ?> input, String message) {
    SqsWire.Answer answer = sqs.call(operation, input);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().first("x-amzn-query-error")).isEqualTo("AccessDenied;Sender");
    assertThat(message(answer)).isEqualTo(message);
  }

  @Test
  void anotherAccountIsLetInByTheQueuesPolicy() {
    sqs.by(OTHER);
    denied(
        "SendMessage",
        message(),
        "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:sendmessage on"
            + " resource: "
            + ARN
            + " because no resource-based policy allows the sqs:sendmessage action");

    policy(allow("{'AWS':'" + OTHER + "'}", "SQS:SendMessage"));
    sqs.by(OTHER).ok("SendMessage", message());
    denied(
        "ReceiveMessage",
        Map.of("QueueUrl", url),
        "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:receivemessage on"
            + " resource: "
            + ARN
            + " because no resource-based policy allows the sqs:receivemessage action");
  }

  @Test
  void permissionsOfBatchesAreThoseOfTheirSingleOperations() {
    policy(allow("{'AWS':'" + OTHER + "'}", "sqs:SendMessage"));

    sqs.by(OTHER)
        .ok(
            "SendMessageBatch",
            Map.of("QueueUrl", url, "Entries", List.of(Map.of("Id", "a", "MessageBody", "b"))));
  }

  @Test
  void whatAddPermissionWritesIsEvaluated() {
    sqs.ok(
        "AddPermission",
        Map.of(
            "QueueUrl",
            url,
            "Label",
            "writers",
            "AWSAccountIds",
            List.of(OTHER),
            "Actions",
            List.of("SendMessage")));

    sqs.by(OTHER).ok("SendMessage", message());
  }

  /** "Cross-account permissions don't apply" to what is the owner's. */
  @Test
  void noPolicyMakesAnotherAccountTheOwner() {
    policy(allow("'*'", "sqs:*"));
    sqs.by(OTHER).ok("GetQueueAttributes", Map.of("QueueUrl", url));

    denied(
        "DeleteQueue",
        Map.of("QueueUrl", url),
        "User: arn:aws:iam::222222222222:root is not authorized to perform: sqs:deletequeue on"
            + " resource: "
            + ARN
            + " because no resource-based policy allows the sqs:deletequeue action");
  }

  @Test
  void anExplicitDenyKeepsTheOwnerOutToo() {
    policy(
        allow("'*'", "sqs:SendMessage"),
        "{'Sid':'NoPlainText','Effect':'Deny','Principal':'*','Action':'sqs:SendMessage','Resource':'"
            + ARN
            + "','Condition':{'Bool':{'aws:SecureTransport':'false'}}}");

    denied(
        "SendMessage",
        message(),
        "User: arn:aws:iam::123456789012:root is not authorized to perform: sqs:sendmessage on"
            + " resource: "
            + ARN
            + " with an explicit deny in a resource-based policy");
  }

  /**
   * Who does not sign names no region, so the queue is where the address says. AWS does not
   * document the words for such callers.
   */
  @Test
  void anybodyIsLetInByAPolicyForEverybody() {
    String open = sqs.in("us-east-1").create("open");
    Map<String, Object> message = Map.of("QueueUrl", open, "MessageBody", "hello");
    sqs.by(null);
    assertThat(sqs.call("SendMessage", message).status()).isEqualTo(403);

    String policy = document(allow("'*'", "sqs:SendMessage"));
    sqs.by(SqsWire.ACCOUNT)
        .ok("SetQueueAttributes", Map.of("QueueUrl", open, "Attributes", Map.of("Policy", policy)));
    sqs.by(null).ok("SendMessage", message);
    assertThat(sqs.call("ReceiveMessage", Map.of("QueueUrl", open)).status()).isEqualTo(403);
  }

  @Test
  void conditionsAreCompared() {
    policy(
        "{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Condition':{'StringLike':"
            + "{'aws:UserAgent':'good/*'}}}");

    sqs.by(OTHER);
    assertThat(sqs.call("SendMessage", message()).status()).isEqualTo(403);
    sqs.with("User-Agent", "good/1.0").ok("SendMessage", message());
  }

  @Test
  void theQueryProtocolRefusesInItsForm() {
    sqs.by(OTHER);

    TextAnswer answer =
        sqs.post(
            "/",
            "Action",
            "SendMessage",
            "Version",
            "2012-11-05",
            "QueueUrl",
            url,
            "MessageBody",
            "hello");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("<Type>Sender</Type>", "<Code>AccessDenied</Code>")
        .contains("not authorized to perform: sqs:sendmessage on resource: " + ARN);
  }

  @Test
  void aUserNeedsAPolicyOfItsOwnOrOfTheQueue() {
    sqs.give("ana", user("123456789012:user/ana")).by("ana");
    denied(
        "SendMessage",
        message(),
        "User: arn:aws:iam::123456789012:user/ana is not authorized to perform: sqs:sendmessage on"
            + " resource: "
            + ARN
            + " because no identity-based policy allows the sqs:sendmessage action");

    policy(allow("{'AWS':'arn:aws:iam::123456789012:user/ana'}", "sqs:SendMessage"));
    sqs.by("ana").ok("SendMessage", message());

    sqs.give(
            "bob",
            user(
                "123456789012:user/bob",
                "{'Effect':'Allow','Action':'sqs:SendMessage','Resource':'" + ARN + "'}"))
        .by("bob")
        .ok("SendMessage", message());
  }

  @Test
  void whoMayNotAskIsNotToldWhetherAQueueExists() {
    sqs.give("ana", user("123456789012:user/ana")).by("ana");

    assertThat(message(sqs.call("GetQueueUrl", Map.of("QueueName", "missing"))))
        .contains("not authorized to perform: sqs:getqueueurl");
  }

  @Test
  void tagsOfQueuesDecide() {
    sqs.ok("TagQueue", Map.of("QueueUrl", url, "Tags", Map.of("team", "blue")));
    sqs.give(
            "ana",
            user(
                "123456789012:user/ana",
                "{'Effect':'Allow','Action':'sqs:*','Resource':'*','Condition':{'StringEquals':"
                    + "{'aws:ResourceTag/team':'blue'}}}"))
        .by("ana")
        .ok("SendMessage", message());

    sqs.by(SqsWire.ACCOUNT).ok("UntagQueue", Map.of("QueueUrl", url, "TagKeys", List.of("team")));
    sqs.by("ana");
    assertThat(sqs.call("SendMessage", message()).status()).isEqualTo(403);
  }

  @Test
  void toMakeAQueueWithTagsIsToTagIt() {
    sqs.give(
            "ana",
            user(
                "123456789012:user/ana",
                "{'Effect':'Allow','Action':'sqs:CreateQueue','Resource':'*'}"))
        .by("ana")
        .ok("CreateQueue", Map.of("QueueName", "plain"));

    assertThat(
            message(
                sqs.call("CreateQueue", Map.of("QueueName", "tagged", "tags", Map.of("a", "b")))))
        .contains("sqs:tagqueue");
  }

  /** Each of these is allowed by its own action and by no other. */
  @ParameterizedTest
  @CsvSource({
    "GetQueueAttributes, GetQueueAttributes",
    "ListDeadLetterSourceQueues, ListDeadLetterSourceQueues",
    "ListQueueTags, ListQueueTags",
    "PurgeQueue, PurgeQueue",
    "ReceiveMessage, ReceiveMessage",
    "DeleteQueue, DeleteQueue",
  })
  void everyOperationHasItsAction(String operation, String action) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("QueueUrl", url);
    String statement =
        "{'Effect':'Allow','NotAction':'sqs:" + action + "','Resource':'" + ARN + "'}";
    sqs.give("ana", user("123456789012:user/ana", statement)).by("ana");
    assertThat(sqs.call(operation, input).status()).isEqualTo(403);

    statement = "{'Effect':'Allow','Action':'sqs:" + action + "','Resource':'" + ARN + "'}";
    sqs.give("ana", user("123456789012:user/ana", statement));
    assertThat(sqs.call(operation, input).status()).isNotEqualTo(403);
  }

  @Test
  void listsOfQueuesNeedNoResource() {
    sqs.give(
            "ana",
            user(
                "123456789012:user/ana",
                "{'Effect':'Allow','Action':'sqs:ListQueues','Resource':'*'}"))
        .by("ana")
        .ok("ListQueues", Map.of());

    sqs.give("bob", user("123456789012:user/bob")).by("bob");
    assertThat(sqs.call("ListQueues", Map.of()).status()).isEqualTo(403);
  }
}
