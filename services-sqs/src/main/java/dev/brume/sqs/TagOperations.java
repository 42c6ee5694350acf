package dev.brume.sqs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.sqs.api.ListQueueTagsRequest;
import dev.brume.sqs.api.ListQueueTagsResult;
import dev.brume.sqs.api.TagQueueRequest;
import dev.brume.sqs.api.UntagQueueRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cost allocation tags of queues. */
final class TagOperations {
  private final QueueFinder queues;

  TagOperations(QueueFinder queues) {
    this.queues = queues;
  }

  Unit tagQueue(RequestContext context, TagQueueRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    Map<String, String> given = input.tags();
    if (given == null || given.isEmpty()) {
      throw SqsRefusals.missing("Tags");
    }
    found
        .region()
        .changeTags(
            found.queue(),
            known -> {
              Map<String, String> tags = new TreeMap<>(known);
              tags.putAll(given);
              return QueueTags.checked(found.queue().settings().name(), tags);
            });
    return Unit.INSTANCE;
  }

  Unit untagQueue(RequestContext context, UntagQueueRequest input) {
    QueueFinder.Found found = queues.find(context, input.queueUrl());
    List<String> keys = input.tagKeys();
    if (keys == null || keys.isEmpty()) {
      throw SqsRefusals.missing("TagKeys");
    }
    found
        .region()
        .changeTags(
            found.queue(),
            known -> {
              Map<String, String> tags = new TreeMap<>(known);
              keys.forEach(tags::remove);
              return tags;
            });
    return Unit.INSTANCE;
  }

  ListQueueTagsResult listQueueTags(RequestContext context, ListQueueTagsRequest input) {
    Map<String, String> tags = queues.queue(context, input.queueUrl()).settings().tags();
    return ListQueueTagsResult.builder().tags(tags.isEmpty() ? null : new TreeMap<>(tags)).build();
  }
}
