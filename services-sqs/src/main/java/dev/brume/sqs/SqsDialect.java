package dev.brume.sqs;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The wire behaviour of SQS that models and protocols do not define. */
final class SqsDialect implements Dialect {
  private static final int FORBIDDEN = 403;
  private static final String QUEUE_URL = "QueueUrl";

  /**
   * A query request to a queue's own URL is for that queue.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html">Making
   *     query API requests</a>
   */
  @Override
  public HttpRequest adapt(HttpRequest request, ProtocolId protocol, HostNames hosts) {
    if (protocol != ProtocolId.AWS_QUERY) {
      return request;
    }
    String host = request.header("Host") == null ? "localhost" : request.header("Host");
    if (QueueUrls.parse(host, request.path()).isEmpty() || hasQueueUrl(request)) {
      return request;
    }
    String scheme = request.connection().isSecure() ? "https://" : "http://";
    String url = URLEncoder.encode(scheme + host + request.path(), StandardCharsets.UTF_8);
    String parameter = QUEUE_URL + "=" + url;
    String query = request.query();
    return new HttpRequest(
        request.method(),
        request.path(),
        query == null || query.isEmpty() ? parameter : query + "&" + parameter,
        request.headers(),
        request.body(),
        request.connection());
  }

  private static boolean hasQueueUrl(HttpRequest request) {
    if (QueryString.has(request.query(), QUEUE_URL)) {
      return true;
    }
    return request.body() instanceof RequestBody.Whole whole
        && QueryString.has(new String(whole.bytes(), StandardCharsets.UTF_8), QUEUE_URL);
  }

  /** SQS spells actions in lower case in access-denied errors. */
  @Override
  public AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    String action = denial.query().action().toLowerCase(Locale.ROOT);
    return AwsError.client("AccessDenied", FORBIDDEN, denial.message(action));
  }

  @Override
  public AwsError worded(AwsError error, ProtocolId protocol) {
    return SqsRefusals.worded(error, protocol);
  }

  /** A queue's policy may allow anonymous callers, so signatures are not required here. */
  @Override
  public boolean acceptsUnsigned(Operation<?, ?> operation) {
    return true;
  }
}
