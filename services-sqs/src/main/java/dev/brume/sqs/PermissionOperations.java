package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.NameRule;
import dev.brume.core.kit.Quota;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.sqs.api.AddPermissionRequest;
import dev.brume.sqs.api.RemovePermissionRequest;
import dev.brume.sqs.api.SqsApi;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * AddPermission and RemovePermission, which edit the queue's policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">AddPermission</a>
 */
final class PermissionOperations {
  private static final NameRule LABEL = NameRule.of(1, 80, "[a-zA-Z0-9_-]");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Quota ACTIONS = new Quota(7);

  private final QueueFinder queues;

  PermissionOperations(QueueFinder queues) {
    this.queues = queues;
  }

  Unit addPermission(RequestContext context, AddPermissionRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    Queue queue = found.queue();
    String label = checkedLabel(input.label());
    List<String> principals = principals(queue, input.awsAccountIds());
    List<String> actions = actions(input.actions());
    found
        .region()
        .changeAttributes(
            queue,
            known -> {
              PolicyText policy = PolicyText.of(known.policy(), queue.arn());
              if (policy.hasStatement(label)) {
                throw SqsRefusals.invalid("Label", label, "Already exists.");
              }
              policy.allow(label, principals, actions, queue.arn());
              return known.toBuilder().policy(policy.text()).build();
            });
    return Unit.INSTANCE;
  }

  private static String checkedLabel(String label) {
    SqsRefusals.require("Label", label);
    if (!LABEL.admits(label)) {
      throw SqsRefusals.invalid(
          "Label",
          label,
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    return label;
  }

  private static List<String> principals(Queue queue, List<String> accounts) {
    boolean valid =
        accounts != null
            && !accounts.isEmpty()
            && accounts.stream().allMatch(account -> ACCOUNT.matcher(account).matches());
    if (!valid) {
      throw SqsRefusals.invalid(
          "PrincipalId", accounts == null ? "[]" : accounts, "Unable to verify.");
    }
    String partition = queue.scope().partition();
    return accounts.stream().map(account -> Arn.ofAccount(partition, account).toString()).toList();
  }

  private static List<String> actions(List<String> names) {
    if (names == null || names.isEmpty()) {
      throw SqsRefusals.missing("Actions");
    }
    ACTIONS.require(
        names.size(),
        most ->
            SqsErrors.overLimit(
                names.size() + " Actions were found, maximum allowed is " + most + "."));
    for (String name : names) {
      if (!name.equals("*") && SqsApi.SERVICE.operation(name) == null) {
        throw SqsRefusals.invalid(
            "ActionName",
            "SQS:" + name,
            "Please refer to the appropriate WSDL for a list of valid actions.");
      }
      if (QueueAccess.OF_THE_OWNER.contains(name)) {
        throw SqsRefusals.invalid(
            "ActionName", "SQS:" + name, "Only the queue owner is allowed to invoke this action.");
      }
    }
    return names.stream().map(name -> "SQS:" + name).toList();
  }

  Unit removePermission(RequestContext context, RemovePermissionRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    String label = checkedLabel(input.label());
    found
        .region()
        .changeAttributes(
            found.queue(),
            known -> {
              PolicyText policy = PolicyText.of(known.policy(), found.queue().arn());
              if (!policy.hasStatement(label)) {
                throw SqsRefusals.invalid("Label", label, "can't find label.");
              }
              policy.remove(label);
              return known.toBuilder().policy(policy.text()).build();
            });
    return Unit.INSTANCE;
  }
}
