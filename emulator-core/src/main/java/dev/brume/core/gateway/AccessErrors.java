package dev.brume.core.gateway;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.schema.ProtocolId;

/**
 * The access-denied errors that most services return.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2's
 *     error codes</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common
 *     errors of the query protocol</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB:
 *     400 AccessDeniedException</a>
 */
public final class AccessErrors {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private AccessErrors() {}

  /** The access-denied error for services that speak {@code protocol}, with AWS's message. */
  public static AwsError of(AccessDenial denial, ProtocolId protocol) {
    String message = denial.message();
    return switch (protocol) {
      case AWS_JSON_1_0, AWS_JSON_1_1, AWS_CBOR_1_1, RPC_V2_CBOR ->
          AwsError.client("AccessDeniedException", BAD_REQUEST, message);
      case REST_JSON_1 -> AwsError.client("AccessDeniedException", FORBIDDEN, message);
      case AWS_QUERY, REST_XML -> AwsError.client("AccessDenied", FORBIDDEN, message);
      case EC2_QUERY ->
          AwsError.client(
              "UnauthorizedOperation",
              FORBIDDEN,
              "You are not authorized to perform this operation. " + message);
    };
  }
}
