package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.ssm.api.AddTagsToResourceRequest;
import dev.brume.ssm.api.AddTagsToResourceResult;
import dev.brume.ssm.api.InvalidResourceId;
import dev.brume.ssm.api.ListTagsForResourceRequest;
import dev.brume.ssm.api.ListTagsForResourceResult;
import dev.brume.ssm.api.RemoveTagsFromResourceRequest;
import dev.brume.ssm.api.RemoveTagsFromResourceResult;
import dev.brume.ssm.api.Tag;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.SsmRegion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of parameters and documents; there are no other resources that could have any. */
final class SsmTagOperations {
  private final ParameterFinder finder;

  SsmTagOperations(ParameterFinder finder) {
    this.finder = finder;
  }

  private Map<String, String> change(
      RequestContext context, String type, String name, UnaryOperator<Map<String, String>> change) {
    SsmRegion region = finder.region(context.scope());
    return region.call(
        () ->
            switch (type) {
              case "Parameter" -> changeParameter(region, name, change);
              case "Document" -> changeDocument(region, name, change);
              default -> throw AwsError.modelled(InvalidResourceId.builder().build());
            });
  }

  private static Map<String, String> changeParameter(
      SsmRegion region, String name, UnaryOperator<Map<String, String>> change) {
    ParameterRecord parameter = region.find(name);
    if (parameter == null) {
      throw AwsError.modelled(InvalidResourceId.builder().build());
    }
    Map<String, String> tags = change.apply(parameter.tags());
    if (!tags.equals(parameter.tags())) {
      region.put(parameter.withTags(tags));
    }
    return tags;
  }

  private static Map<String, String> changeDocument(
      SsmRegion region, String name, UnaryOperator<Map<String, String>> change) {
    DocumentRecord document = region.documents().find(name);
    if (document == null) {
      throw AwsError.modelled(InvalidResourceId.builder().build());
    }
    Map<String, String> tags = change.apply(document.tags());
    if (!tags.equals(document.tags())) {
      region.documents().put(document.withTags(tags));
    }
    return tags;
  }

  AddTagsToResourceResult addTagsToResource(
      RequestContext context, AddTagsToResourceRequest input) {
    change(
        context,
        input.resourceType(),
        input.resourceId(),
        known -> ParameterTags.merged(known, input.tags()));
    return AddTagsToResourceResult.builder().build();
  }

  RemoveTagsFromResourceResult removeTagsFromResource(
      RequestContext context, RemoveTagsFromResourceRequest input) {
    change(
        context,
        input.resourceType(),
        input.resourceId(),
        known -> {
          Map<String, String> left = new LinkedHashMap<>(known);
          input.tagKeys().forEach(left::remove);
          return left;
        });
    return RemoveTagsFromResourceResult.builder().build();
  }

  ListTagsForResourceResult listTagsForResource(
      RequestContext context, ListTagsForResourceRequest input) {
    Map<String, String> tags =
        change(context, input.resourceType(), input.resourceId(), known -> known);
    return ListTagsForResourceResult.builder()
        .tagList(
            tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }
}
