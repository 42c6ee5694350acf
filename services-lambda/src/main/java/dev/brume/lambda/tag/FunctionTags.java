package dev.brume.lambda.tag;

import dev.brume.core.kit.TagRules;
import dev.brume.lambda.LambdaFaults;

/**
 * The rules for tags of functions. The texts of the other errors are not recorded.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html">Using tags on
 *     Lambda functions</a>
 */
public final class FunctionTags {
  /** The rules in Lambda's words. */
  public static final TagRules RULES =
      TagRules.common(
          (fault, key, value) ->
              switch (fault) {
                case TOO_MANY -> LambdaFaults.invalid("Number of tags exceeds resource tag limit.");
                case RESERVED_KEY, RESERVED_VALUE ->
                    LambdaFaults.invalid(
                        "Tag keys starting with 'aws:' are reserved for system use");
                case NO_KEY,
                    NO_VALUE,
                    KEY_LENGTH,
                    VALUE_LENGTH,
                    KEY_CHARACTERS,
                    VALUE_CHARACTERS,
                    DUPLICATE_KEY ->
                    LambdaFaults.invalid("An error occurred and the request cannot be processed.");
              });

  private FunctionTags() {}
}
