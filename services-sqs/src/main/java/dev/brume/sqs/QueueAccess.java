package dev.brume.sqs;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.Policy;
import dev.brume.core.policy.PolicyCache;
import dev.brume.core.policy.PolicyRules;
import dev.brume.core.policy.PolicyRules.Presence;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.sqs.api.CreateQueueRequest;
import dev.brume.sqs.api.SqsApi;
import dev.brume.sqs.api.StartMessageMoveTaskRequest;
import dev.brume.sqs.engine.MoveTasks;
import dev.brume.sqs.engine.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Maps the operations of SQS to the actions and resources that policies are evaluated for. Requests
 * without a queue pass, because the operation itself refuses them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions,
 *     resources, and condition keys for Amazon SQS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html">Amazon
 *     SQS API permissions</a>
 */
final class QueueAccess {
  private static final String PREFIX = "sqs:";

  /** "Cross-account permissions don't apply" to these. */
  static final Set<String> OF_THE_OWNER =
      Set.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "CreateQueue",
          "DeleteQueue",
          "ListMessageMoveTasks",
          "ListQueues",
          "ListQueueTags",
          "RemovePermission",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  /**
   * Permissions that a task needs on its source queue, in addition to the operation's own action.
   */
  private static final List<String> OF_A_SOURCE =
      List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");

  /** A queue's policy is checked when it is set; here it is only parsed. */
  private static final PolicyCache POLICIES =
      new PolicyCache(
          PolicyRules.ofResource(Integer.MAX_VALUE)
              .withResources(Presence.OPTIONAL)
              .orWithoutStatements());

  private final QueueFinder queues;
  private final AccessTable table = new AccessTable("sqs");

  private QueueAccess(QueueFinder queues) {
    this.queues = queues;
  }

  static ServiceAccess of(QueueFinder queues) {
    return new QueueAccess(queues).table();
  }

  /** A queue's parsed policy; null if it has none. */
  static Policy policyOf(Queue queue) {
    Policy policy = POLICIES.of(queue.settings().attributes().policy());
    return policy == null ? null : policy.named("policy of " + queue.arn());
  }

  private AccessTable table() {
    onUrl(SqsApi.ADD_PERMISSION, input -> input.queueUrl());
    onUrl(SqsApi.CHANGE_MESSAGE_VISIBILITY, input -> input.queueUrl());
    onUrl(
        SqsApi.CHANGE_MESSAGE_VISIBILITY_BATCH,
        "ChangeMessageVisibility",
        input -> input.queueUrl());
    onUrl(SqsApi.DELETE_MESSAGE, input -> input.queueUrl());
    onUrl(SqsApi.DELETE_MESSAGE_BATCH, "DeleteMessage", input -> input.queueUrl());
    onUrl(SqsApi.DELETE_QUEUE, input -> input.queueUrl());
    onUrl(SqsApi.GET_QUEUE_ATTRIBUTES, input -> input.queueUrl());
    onUrl(SqsApi.LIST_DEAD_LETTER_SOURCE_QUEUES, input -> input.queueUrl());
    onUrl(SqsApi.LIST_QUEUE_TAGS, input -> input.queueUrl());
    onUrl(SqsApi.PURGE_QUEUE, input -> input.queueUrl());
    onUrl(SqsApi.RECEIVE_MESSAGE, input -> input.queueUrl());
    onUrl(SqsApi.REMOVE_PERMISSION, input -> input.queueUrl());
    onUrl(SqsApi.SEND_MESSAGE, input -> input.queueUrl());
    onUrl(SqsApi.SEND_MESSAGE_BATCH, "SendMessage", input -> input.queueUrl());
    onUrl(SqsApi.SET_QUEUE_ATTRIBUTES, input -> input.queueUrl());
    onUrl(SqsApi.TAG_QUEUE, input -> input.queueUrl());
    onUrl(SqsApi.UNTAG_QUEUE, input -> input.queueUrl());
    table.onMany(SqsApi.CREATE_QUEUE, this::creation);
    table.onMany(
        SqsApi.GET_QUEUE_URL,
        (context, input) ->
            input.queueName() == null
                ? List.of()
                : List.of(
                    query(
                        context,
                        "GetQueueUrl",
                        scope(context, input.queueOwnerAWSAccountId()),
                        input.queueName())));
    table.onMany(
        SqsApi.CANCEL_MESSAGE_MOVE_TASK,
        (context, input) ->
            ofTask(context, "CancelMessageMoveTask", MoveTasks.sourceOf(input.taskHandle())));
    table.onMany(
        SqsApi.LIST_MESSAGE_MOVE_TASKS,
        (context, input) -> ofTask(context, "ListMessageMoveTasks", input.sourceArn()));
    table.onMany(SqsApi.START_MESSAGE_MOVE_TASK, this::move);
    return table.onAny(SqsApi.LIST_QUEUES);
  }

  private <I extends Struct> void onUrl(Operation<I, ?> operation, Function<I, String> url) {
    onUrl(operation, operation.name(), url);
  }

  private <I extends Struct> void onUrl(
      Operation<I, ?> operation, String action, Function<I, String> url) {
    table.onMany(operation, (context, input) -> ofUrl(context, action, url.apply(input)));
  }

  private List<AccessQuery> ofUrl(RequestContext context, String action, String url) {
    QueueUrls.Address address = url == null ? null : QueueUrls.parse(url).orElse(null);
    if (address == null) {
      return List.of();
    }
    String region = address.region() == null ? context.scope().region() : address.region();
    Scope scope = new Scope(address.account(), region);
    return List.of(query(context, action, scope, address.queueName()));
  }

  private static Scope scope(RequestContext context, String account) {
    return account == null ? context.scope() : new Scope(account, context.scope().region());
  }

  private AccessQuery query(RequestContext context, String action, Scope scope, String name) {
    String arn = scope.arn("sqs", name).toString();
    AccessTarget target = AccessTarget.of(arn, scope.account());
    Queue queue = queues.findQuietly(scope, name);
    boolean foreign = !scope.account().equals(context.identity().principal().account());
    if (queue == null || foreign && OF_THE_OWNER.contains(action)) {
      return new AccessQuery(PREFIX + action, target);
    }
    return new AccessQuery(
        PREFIX + action, target.with(policyOf(queue)).withTags(queue.settings().tags()));
  }

  /** "To be able to tag a queue on creation, you must have" the permission to tag as well. */
  private List<AccessQuery> creation(RequestContext context, CreateQueueRequest input) {
    if (input.queueName() == null) {
      return List.of();
    }
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(query(context, "CreateQueue", context.scope(), input.queueName()));
    if (input.tags() != null && !input.tags().isEmpty()) {
      queries.add(query(context, "TagQueue", context.scope(), input.queueName()));
    }
    return queries;
  }

  private List<AccessQuery> move(RequestContext context, StartMessageMoveTaskRequest input) {
    List<AccessQuery> queries =
        new ArrayList<>(ofTask(context, "StartMessageMoveTask", input.sourceArn()));
    Arn destination = Arn.parse(input.destinationArn()).orElse(null);
    if (destination != null) {
      queries.add(query(context, "SendMessage", destination.scope(), destination.resource()));
    }
    return queries;
  }

  private List<AccessQuery> ofTask(RequestContext context, String action, String sourceArn) {
    Arn source = Arn.parse(sourceArn).orElse(null);
    if (source == null) {
      return List.of();
    }
    List<AccessQuery> queries = new ArrayList<>();
    queries.add(query(context, action, source.scope(), source.resource()));
    for (String each : OF_A_SOURCE) {
      queries.add(query(context, each, source.scope(), source.resource()));
    }
    return queries;
  }
}
