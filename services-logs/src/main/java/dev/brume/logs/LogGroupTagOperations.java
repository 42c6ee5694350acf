package dev.brume.logs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.core.schema.Unit;
import dev.brume.logs.api.ListTagsForResourceRequest;
import dev.brume.logs.api.ListTagsForResourceResponse;
import dev.brume.logs.api.ListTagsLogGroupRequest;
import dev.brume.logs.api.ListTagsLogGroupResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.TagLogGroupRequest;
import dev.brume.logs.api.TagResourceRequest;
import dev.brume.logs.api.UntagLogGroupRequest;
import dev.brume.logs.api.UntagResourceRequest;
import dev.brume.logs.engine.LogsDestinationRecord;
import dev.brume.logs.engine.LogsRegion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of log groups, by ARN and by name; both APIs share the same tags. */
final class LogGroupTagOperations {
  /** The text is not documented. */
  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault))
          .inOrder(Fault.RESERVED_KEY, Fault.TOO_MANY);

  private final LogGroupFinder finder;

  LogGroupTagOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  private static AwsError refusal(Fault fault) {
    return fault == Fault.TOO_MANY
        ? LogsErrors.tooManyTagsException("A resource can have no more than 50 tags.")
        : LogsRefusals.invalid("Tag keys that begin with aws: are reserved.");
  }

  static Map<String, String> checked(Map<String, String> tags) {
    return RULES.checked(tags);
  }

  Unit tagResource(RequestContext context, TagResourceRequest input) {
    String destination = destination(context, input.resourceArn());
    if (destination != null) {
      Map<String, String> checked = checked(input.tags());
      return change(context, destination, known -> RULES.merged(known, checked));
    }
    return add(context, name(context, input.resourceArn()), input.tags());
  }

  Unit tagLogGroup(RequestContext context, TagLogGroupRequest input) {
    return add(context, input.logGroupName(), input.tags());
  }

  Unit untagResource(RequestContext context, UntagResourceRequest input) {
    String destination = destination(context, input.resourceArn());
    if (destination != null) {
      return change(context, destination, known -> without(known, input.tagKeys()));
    }
    return remove(context, name(context, input.resourceArn()), input.tagKeys());
  }

  Unit untagLogGroup(RequestContext context, UntagLogGroupRequest input) {
    return remove(context, input.logGroupName(), input.tags());
  }

  ListTagsForResourceResponse listTagsForResource(
      RequestContext context, ListTagsForResourceRequest input) {
    String destination = destination(context, input.resourceArn());
    if (destination != null) {
      LogsRegion region = finder.region(context.scope());
      return region.call(
          () ->
              ListTagsForResourceResponse.builder().tags(find(region, destination).tags()).build());
    }
    return ListTagsForResourceResponse.builder()
        .tags(tags(context, name(context, input.resourceArn())))
        .build();
  }

  ListTagsLogGroupResponse listTagsLogGroup(RequestContext context, ListTagsLogGroupRequest input) {
    return ListTagsLogGroupResponse.builder().tags(tags(context, input.logGroupName())).build();
  }

  private static String name(RequestContext context, String arn) {
    return LogGroupFinder.nameOfArn(context.scope(), arn);
  }

  private Map<String, String> tags(RequestContext context, String name) {
    return finder.<Map<String, String>>with(context.scope(), name, (region, group) -> group.tags());
  }

  private Unit add(RequestContext context, String name, Map<String, String> given) {
    Map<String, String> checked = checked(given);
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          region.put(group.withTags(RULES.merged(group.tags(), checked)));
          return Unit.INSTANCE;
        });
  }

  private Unit remove(RequestContext context, String name, Collection<String> keys) {
    return finder.with(
        context.scope(),
        name,
        (region, group) -> {
          region.put(group.withTags(without(group.tags(), keys)));
          return Unit.INSTANCE;
        });
  }

  private static Map<String, String> without(Map<String, String> tags, Collection<String> keys) {
    Map<String, String> left = new LinkedHashMap<>(tags);
    keys.forEach(left::remove);
    return left;
  }

  /** The name of the destination with an ARN; null for other resources. */
  private static String destination(RequestContext context, String arn) {
    String prefix = DestinationOperations.arn(context.scope(), "");
    return arn.startsWith(prefix) ? arn.substring(prefix.length()) : null;
  }

  private static LogsDestinationRecord find(LogsRegion region, String name) {
    LogsDestinationRecord destination = region.destination(name);
    if (destination == null) {
      throw LogsErrors.resourceNotFoundException("The specified destination does not exist.");
    }
    return destination;
  }

  private Unit change(
      RequestContext context, String name, UnaryOperator<Map<String, String>> tags) {
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          LogsDestinationRecord known = find(region, name);
          region.putDestination(known.withTags(tags.apply(known.tags())));
          return Unit.INSTANCE;
        });
  }
}
