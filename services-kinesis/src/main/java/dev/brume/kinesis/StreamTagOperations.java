package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.TagRules;
import dev.brume.core.schema.Unit;
import dev.brume.kinesis.api.AddTagsToStreamInput;
import dev.brume.kinesis.api.ListTagsForResourceInput;
import dev.brume.kinesis.api.ListTagsForResourceOutput;
import dev.brume.kinesis.api.ListTagsForStreamInput;
import dev.brume.kinesis.api.ListTagsForStreamOutput;
import dev.brume.kinesis.api.RemoveTagsFromStreamInput;
import dev.brume.kinesis.api.Tag;
import dev.brume.kinesis.api.TagResourceInput;
import dev.brume.kinesis.api.UntagResourceInput;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags of streams, and of all resources with an ARN. */
final class StreamTagOperations {
  private final StreamFinder streams;

  StreamTagOperations(StreamFinder streams) {
    this.streams = streams;
  }

  private static void add(StreamResource resource, Map<String, String> given) {
    TagRules rules = KinesisTagRules.of(resource.name(), resource.account());
    Map<String, String> checked = rules.checked(given);
    resource.changeTags(known -> rules.merged(known, checked));
  }

  private static void remove(StreamResource resource, List<String> keys) {
    resource.changeTags(
        known -> {
          Map<String, String> left = new HashMap<>(known);
          keys.forEach(left::remove);
          return left;
        });
  }

  private static List<Tag> sorted(Map<String, String> tags) {
    List<Tag> sorted = new ArrayList<>(tags.size());
    new TreeMap<>(tags)
        .forEach((key, value) -> sorted.add(Tag.builder().key(key).value(value).build()));
    return sorted;
  }

  Unit addTagsToStream(RequestContext context, AddTagsToStreamInput input) {
    add(
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId()),
        input.tags());
    return Unit.INSTANCE;
  }

  Unit removeTagsFromStream(RequestContext context, RemoveTagsFromStreamInput input) {
    remove(
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId()),
        input.tagKeys());
    return Unit.INSTANCE;
  }

  ListTagsForStreamOutput listTagsForStream(RequestContext context, ListTagsForStreamInput input) {
    KinesisStream stream =
        streams.stream(context, input.streamName(), input.streamARN(), input.streamId());
    String after = input.exclusiveStartTagKey() == null ? "" : input.exclusiveStartTagKey();
    int limit = input.limit() == null ? TagRules.MAX_COUNT : input.limit();
    List<Tag> rest =
        sorted(stream.tags()).stream().filter(tag -> tag.key().compareTo(after) > 0).toList();
    return ListTagsForStreamOutput.builder()
        .tags(rest.stream().limit(limit).toList())
        .hasMoreTags(rest.size() > limit)
        .build();
  }

  Unit tagResource(RequestContext context, TagResourceInput input) {
    add(streams.resource(context, input.resourceARN(), input.streamId()), input.tags());
    return Unit.INSTANCE;
  }

  Unit untagResource(RequestContext context, UntagResourceInput input) {
    remove(streams.resource(context, input.resourceARN(), input.streamId()), input.tagKeys());
    return Unit.INSTANCE;
  }

  ListTagsForResourceOutput listTagsForResource(
      RequestContext context, ListTagsForResourceInput input) {
    StreamResource resource = streams.resource(context, input.resourceARN(), input.streamId());
    return ListTagsForResourceOutput.builder().tags(sorted(resource.tags())).build();
  }
}
