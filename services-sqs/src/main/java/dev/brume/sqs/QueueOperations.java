package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Scope;
import dev.brume.sqs.api.CreateQueueRequest;
import dev.brume.sqs.api.CreateQueueResult;
import dev.brume.sqs.api.DeleteQueueRequest;
import dev.brume.sqs.api.GetQueueAttributesRequest;
import dev.brume.sqs.api.GetQueueAttributesResult;
import dev.brume.sqs.api.GetQueueUrlRequest;
import dev.brume.sqs.api.GetQueueUrlResult;
import dev.brume.sqs.api.ListDeadLetterSourceQueuesRequest;
import dev.brume.sqs.api.ListDeadLetterSourceQueuesResult;
import dev.brume.sqs.api.ListQueuesRequest;
import dev.brume.sqs.api.ListQueuesResult;
import dev.brume.sqs.api.PurgeQueueRequest;
import dev.brume.sqs.api.QueueAttributeName;
import dev.brume.sqs.api.SetQueueAttributesRequest;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueAttributes;
import dev.brume.sqs.engine.QueueRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operations on whole queues. */
final class QueueOperations {
  private final QueueFinder queues;

  QueueOperations(QueueFinder queues) {
    this.queues = queues;
  }

  CreateQueueResult createQueue(RequestContext context, CreateQueueRequest input) {
    String name = SqsRefusals.require("QueueName", input.queueName());
    Map<String, String> given = input.attributes() == null ? Map.of() : input.attributes();
    QueueNames.check(name, given);
    boolean fifo = name.endsWith(QueueRecord.FIFO_SUFFIX);
    QueueAttributes attributes = QueueAttributeReader.write(QueueAttributes.DEFAULTS, given, fifo);
    PolicyText.requirePrincipals(context, given.get(QueueAttributeName.POLICY));
    Map<String, String> tags = QueueTags.checked(name, input.tags());
    Queue queue = queues.region(context).createOrFind(name, attributes, tags);
    checkSame(queue.settings().attributes(), attributes, given);
    return CreateQueueResult.builder().queueUrl(queues.urlOf(context, queue)).build();
  }

  /** The request's attributes must equal those of an existing queue; absent ones may differ. */
  private static void checkSame(
      QueueAttributes known, QueueAttributes wanted, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!isSame(known, wanted, name)) {
        throw SqsErrors.queueNameExists(
            "A queue already exists with the same name and a different value for attribute "
                + name);
      }
    }
  }

  private static boolean isSame(QueueAttributes known, QueueAttributes wanted, String name) {
    return switch (name) {
      case QueueAttributeName.FIFO_QUEUE -> true;
      case QueueAttributeName.REDRIVE_POLICY ->
          wanted.redrivePolicy() == null
              ? known.redrivePolicy() == null
              : wanted.redrivePolicy().isSameAs(known.redrivePolicy());
      case QueueAttributeName.REDRIVE_ALLOW_POLICY ->
          wanted.redriveAllowPolicy() == null
              ? known.redriveAllowPolicy() == null
              : wanted.redriveAllowPolicy().isSameAs(known.redriveAllowPolicy());
      default ->
          Objects.equals(
              QueueAttributeWriter.setting(known, name),
              QueueAttributeWriter.setting(wanted, name));
    };
  }

  GetQueueUrlResult getQueueUrl(RequestContext context, GetQueueUrlRequest input) {
    String name = SqsRefusals.require("QueueName", input.queueName());
    String owner = input.queueOwnerAWSAccountId();
    Scope scope = owner == null ? context.scope() : new Scope(owner, context.scope().region());
    Queue queue = queues.region(context, scope).get(name);
    return GetQueueUrlResult.builder().queueUrl(queues.urlOf(context, queue)).build();
  }

  ListQueuesResult listQueues(RequestContext context, ListQueuesRequest input) {
    String prefix = input.queueNamePrefix() == null ? "" : input.queueNamePrefix();
    Page<Queue> page =
        QueueLists.page(
            "ListQueues",
            input.nextToken(),
            input.maxResults(),
            after -> queues.region(context).list(prefix, after),
            context.scope(),
            prefix);
    List<String> urls = urls(context, page);
    return ListQueuesResult.builder()
        .queueUrls(urls.isEmpty() ? null : urls)
        .nextToken(page.nextToken())
        .build();
  }

  private List<String> urls(RequestContext context, Page<Queue> page) {
    return page.elements().stream().map(queue -> queues.urlOf(context, queue)).toList();
  }

  ListDeadLetterSourceQueuesResult listDeadLetterSourceQueues(
      RequestContext context, ListDeadLetterSourceQueuesRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    Page<Queue> page =
        QueueLists.page(
            "ListDeadLetterSourceQueues",
            input.nextToken(),
            input.maxResults(),
            after -> found.region().deadLetterSources(found.queue(), after),
            found.queue().settings().identity());
    return ListDeadLetterSourceQueuesResult.builder()
        .queueUrls(urls(context, page))
        .nextToken(page.nextToken())
        .build();
  }

  Unit deleteQueue(RequestContext context, DeleteQueueRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    found.region().delete(found.queue());
    return Unit.INSTANCE;
  }

  Unit purgeQueue(RequestContext context, PurgeQueueRequest input) {
    queues.queue(context, input.queueUrl()).purge();
    return Unit.INSTANCE;
  }

  GetQueueAttributesResult getQueueAttributes(
      RequestContext context, GetQueueAttributesRequest input) {
    Queue queue = queues.queue(context, input.queueUrl());
    List<String> names = input.attributeNames() == null ? List.of() : input.attributeNames();
    Map<String, String> values = new QueueAttributeWriter(queue).read(names);
    return GetQueueAttributesResult.builder().attributes(values.isEmpty() ? null : values).build();
  }

  Unit setQueueAttributes(RequestContext context, SetQueueAttributesRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    Map<String, String> given = input.attributes();
    if (given.isEmpty()) {
      throw SqsRefusals.missing(MissingParameters.ATTRIBUTES);
    }
    boolean fifo = found.queue().settings().isFifo();
    PolicyText.requirePrincipals(context, given.get(QueueAttributeName.POLICY));
    found
        .region()
        .changeAttributes(found.queue(), known -> QueueAttributeReader.write(known, given, fifo));
    return Unit.INSTANCE;
  }
}
