package dev.brume.sns;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.TagRules;
import dev.brume.core.scope.Arn;
import dev.brume.sns.api.ListTagsForResourceRequest;
import dev.brume.sns.api.ListTagsForResourceResponse;
import dev.brume.sns.api.SnsErrors;
import dev.brume.sns.api.Tag;
import dev.brume.sns.api.TagResourceRequest;
import dev.brume.sns.api.TagResourceResponse;
import dev.brume.sns.api.UntagResourceRequest;
import dev.brume.sns.api.UntagResourceResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of topics.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html">Amazon SNS topic
 *     tagging</a>
 */
final class TopicTagOperations {
  private static final TagRules RULES = TagRules.common(TopicTagOperations::refusal);

  private final TopicFinder topics;

  TopicTagOperations(TopicFinder topics) {
    this.topics = topics;
  }

  private static AwsError refusal(TagRules.Fault fault, String key, String value) {
    return switch (fault) {
      case TOO_MANY ->
          SnsErrors.tagLimitExceededException(
              "Could not complete request: tag quota of per resource exceeded");
      case DUPLICATE_KEY -> SnsFaults.invalid("Duplicated keys are not allowed.");
      default -> SnsFaults.invalid("Tags");
    };
  }

  /** The tags of a request. */
  static Map<String, String> checked(List<Tag> given) {
    return RULES.checked(given, Tag::key, Tag::value);
  }

  private TopicFinder.Found find(RequestContext context, String resourceArn) {
    Arn arn = TopicFinder.topicArn(context, "ResourceArn", resourceArn);
    TopicFinder.Found found = topics.findOrNull(arn);
    if (found == null) {
      throw SnsErrors.resourceNotFoundException("Resource does not exist");
    }
    return found;
  }

  TagResourceResponse tagResource(RequestContext context, TagResourceRequest input) {
    TopicFinder.Found found = find(context, input.resourceArn());
    Map<String, String> given = checked(input.tags());
    found.region().changeTags(found.topic(), known -> RULES.merged(known, given));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untagResource(RequestContext context, UntagResourceRequest input) {
    TopicFinder.Found found = find(context, input.resourceArn());
    found
        .region()
        .changeTags(
            found.topic(),
            known -> {
              Map<String, String> left = new TreeMap<>(known);
              input.tagKeys().forEach(left::remove);
              return left;
            });
    return UntagResourceResponse.builder().build();
  }

  ListTagsForResourceResponse listTagsForResource(
      RequestContext context, ListTagsForResourceRequest input) {
    Map<String, String> tags = find(context, input.resourceArn()).topic().settings().tags();
    return ListTagsForResourceResponse.builder()
        .tags(
            new TreeMap<>(tags)
                .entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
        .build();
  }
}
