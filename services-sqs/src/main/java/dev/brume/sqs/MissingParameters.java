package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.QueryString;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.ProtocolId;
import dev.brume.sqs.api.SqsApi;
import java.nio.charset.StandardCharsets;

/**
 * Names missing parameters as SQS does: by the names of the query protocol, also for clients that
 * use JSON (reported in aws-sdk-js-v3 issue 5478 and pulumi-aws issue 5677).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html">Common
 *     Errors</a>
 */
final class MissingParameters {
  /** AWS's name of the attributes that SetQueueAttributes sets. */
  static final String ATTRIBUTES = "Attribute.Name";

  private static final String ENTRIES = "entries";

  private MissingParameters() {}

  /**
   * The error for {@code violation}; null if it is no missing parameter, or the operation reports
   * it.
   */
  static AwsError error(Violation violation, RequestContext context) {
    String name = violation.missing() ? name(violation, context) : null;
    return name == null ? null : SqsRefusals.missing(name);
  }

  private static String name(Violation violation, RequestContext context) {
    boolean json = context.protocol() != ProtocolId.AWS_QUERY;
    if (violation.member().equals("DataType")) {
      return null; // the error names the message attribute instead
    }
    if (violation.path().equals(ENTRIES)) {
      // In JSON the batch is empty, and also in a form with the list but without entries.
      return json || hasEmptyList(context) ? null : entryName(context) + ".1.Id";
    }
    if (violation.path().startsWith(ENTRIES + ".")) {
      return entryName(context) + "." + violation.path().split("\\.")[1] + "." + violation.member();
    }
    if (context.operation() == SqsApi.SET_QUEUE_ATTRIBUTES
        && violation.member().equals("Attributes")) {
      return ATTRIBUTES;
    }
    boolean handle = violation.member().equals("ReceiptHandle");
    return json && handle && context.operation() == SqsApi.DELETE_MESSAGE
        ? "MessageHandle"
        : violation.member();
  }

  /** Query clients send an empty list as a parameter without a value, with the member's name. */
  private static boolean hasEmptyList(RequestContext context) {
    return context.http().body() instanceof RequestBody.Whole whole
        && QueryString.has(new String(whole.bytes(), StandardCharsets.UTF_8), "Entries");
  }

  private static String entryName(RequestContext context) {
    return context.operation().name() + "RequestEntry";
  }
}
