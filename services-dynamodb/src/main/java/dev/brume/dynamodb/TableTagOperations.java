package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.TagRules;
import dev.brume.core.kit.TagRules.Fault;
import dev.brume.core.schema.Unit;
import dev.brume.dynamodb.api.ListTagsOfResourceInput;
import dev.brume.dynamodb.api.ListTagsOfResourceOutput;
import dev.brume.dynamodb.api.Tag;
import dev.brume.dynamodb.api.TagResourceInput;
import dev.brume.dynamodb.api.UntagResourceInput;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tags of tables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html">Adding
 *     tags and labels to resources in DynamoDB</a>
 */
final class TableTagOperations {
  private static final TagRules RULES =
      TagRules.common((fault, key, value) -> refusal(fault, key))
          .inOrder(Fault.RESERVED_KEY, Fault.DUPLICATE_KEY, Fault.TOO_MANY);

  private final TableFinder tables;

  TableTagOperations(TableFinder tables) {
    this.tables = tables;
  }

  private static AwsError refusal(Fault fault, String key) {
    return switch (fault) {
      case RESERVED_KEY ->
          Validation.error(
              "One or more parameter values are not valid. The tag key prefix aws: is reserved");
      case DUPLICATE_KEY -> Validation.parameter("Duplicate tag key: " + key);
      default ->
          Validation.parameter("Too many tags: a resource can have up to " + TagRules.MAX_COUNT);
    };
  }

  Unit tagResource(RequestContext context, TagResourceInput input) {
    if (input.tags().isEmpty()) {
      throw Validation.error("Atleast one Tag needs to be provided as Input.");
    }
    TableFinder.TableLocation place = tables.placeOfArn(context, input.resourceArn());
    Map<String, String> given = tags(input.tags());
    change(place, known -> RULES.merged(known, given));
    return Unit.INSTANCE;
  }

  Unit untagResource(RequestContext context, UntagResourceInput input) {
    if (input.tagKeys().isEmpty()) {
      throw Validation.error("Atleast one Tag Key needs to be provided as Input.");
    }
    TableFinder.TableLocation place = tables.placeOfArn(context, input.resourceArn());
    change(
        place,
        known -> {
          Map<String, String> left = new LinkedHashMap<>(known);
          input.tagKeys().forEach(left::remove);
          return left;
        });
    return Unit.INSTANCE;
  }

  private static void change(
      TableFinder.TableLocation place, UnaryOperator<Map<String, String>> change) {
    place
        .region()
        .change(
            place.name(),
            table -> {
              TableSettings settings = table.settings();
              return table.withSettings(
                  settings.toBuilder().tags(change.apply(settings.tags())).build());
            });
  }

  ListTagsOfResourceOutput listTagsOfResource(
      RequestContext context, ListTagsOfResourceInput input) {
    if (input.nextToken()
        != null) { // One answer has all: none was given out. AWS's words are unknown.
      throw Validation.error("Invalid NextToken");
    }
    TableFinder.TableLocation place = tables.placeOfArn(context, input.resourceArn());
    List<Tag> tags = new ArrayList<>();
    place
        .describedTable()
        .record()
        .settings()
        .tags()
        .forEach((key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
    return ListTagsOfResourceOutput.builder().tags(tags).build();
  }

  /** Parses tags; empty for null. */
  static Map<String, String> tags(List<Tag> given) {
    return RULES.checked(given, Tag::key, Tag::value);
  }
}
