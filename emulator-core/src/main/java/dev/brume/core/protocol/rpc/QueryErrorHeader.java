package dev.brume.core.protocol.rpc;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.schema.ServiceSchema;

/**
 * The header in which services that formerly used the query protocol repeat an error under its old
 * code, so that programs written for that code keep working. SQS sends it with every error,
 * modelled or not.
 *
 * @see <a
 *     href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">awsQueryCompatible</a>
 */
final class QueryErrorHeader {
  private QueryErrorHeader() {}

  /** Adds the header if {@code service} uses it. */
  static void add(Headers headers, ServiceSchema service, AwsError error) {
    if (service.queryCompatible()) {
      String fault = error.isClientFault() ? ";Sender" : ";Receiver";
      headers.add("x-amzn-query-error", error.queryCode() + fault);
    }
  }
}
