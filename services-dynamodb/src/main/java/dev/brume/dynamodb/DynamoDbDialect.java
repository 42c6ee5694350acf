package dev.brume.dynamodb;

import dev.brume.core.auth.SignatureErrors;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.http.Headers;
import dev.brume.core.id.Ids;
import dev.brume.core.schema.ProtocolId;

/**
 * The wire behaviour of DynamoDB that models and protocols do not define.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">DynamoDB
 *     low-level API</a>, whose examples show the headers
 */
public final class DynamoDbDialect implements Dialect {
  private static final int REQUEST_ID_LENGTH = 52;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /**
   * The error of an unsigned request mentions access keys and certificates.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
   *     handling with DynamoDB</a>
   */
  @Override
  public AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return fault instanceof SignatureFault.Missing
        ? AwsError.client(
            "MissingAuthenticationTokenException",
            400,
            "Request must contain either a valid (registered) AWS access key ID or X.509"
                + " certificate.")
        : SignatureErrors.of(fault, protocol);
  }

  @Override
  public String newRequestId(Ids ids) {
    return ids.text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET);
  }

  @Override
  public void addHeaders(Headers headers, String requestId) {
    headers.set("Server", "Server");
  }
}
