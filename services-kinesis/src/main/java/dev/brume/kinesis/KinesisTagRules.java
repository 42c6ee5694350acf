package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.TagRules;
import dev.brume.kinesis.engine.StreamRefusals;

/**
 * The rules for tags of streams, consumers and queues.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/tagging.html">Tag your Amazon
 *     Kinesis Data Streams resources</a>
 */
final class KinesisTagRules {
  private KinesisTagRules() {}

  /** The rules for a resource of the caller's account. */
  static TagRules of(String resource, RequestContext context) {
    return of(resource, context.scope().account());
  }

  /** The rules for a resource. */
  static TagRules of(String resource, String account) {
    return TagRules.common((fault, key, value) -> refusal(fault, resource, account));
  }

  private static AwsError refusal(TagRules.Fault fault, String resource, String account) {
    String failed = "Failed to add tags to stream " + resource + " under account " + account;
    return StreamRefusals.invalid(
        switch (fault) {
          case TOO_MANY ->
              failed
                  + " because a given stream cannot have more than "
                  + TagRules.MAX_COUNT
                  + " tags associated with it.";
          case KEY_CHARACTERS, VALUE_CHARACTERS ->
              "Some tags contain invalid characters. Valid characters: Unicode letters, digits,"
                  + " white space, _ . / = + - % @ :.";
          case RESERVED_KEY, RESERVED_VALUE ->
              failed + " because tag keys beginning with aws: are reserved.";
          case NO_KEY, NO_VALUE, KEY_LENGTH, VALUE_LENGTH, DUPLICATE_KEY ->
              failed + " because a tag is not valid.";
        });
  }
}
