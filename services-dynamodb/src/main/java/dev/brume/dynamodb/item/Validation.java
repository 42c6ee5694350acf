package dev.brume.dynamodb.item;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.api.DynamoDbErrors;

/**
 * Creates the errors of requests that DynamoDB parses but refuses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
 *     handling with DynamoDB</a>
 */
public final class Validation {
  private static final String PARAMETER = "One or more parameter values were invalid: ";

  private Validation() {}

  /** A ValidationException with the text {@code message}. */
  public static AwsError error(String message) {
    return DynamoDbErrors.validationException(message);
  }

  /** A ValidationException for a parameter: {@code reason} after AWS's usual prefix. */
  public static AwsError parameter(String reason) {
    return error(PARAMETER + reason);
  }
}
