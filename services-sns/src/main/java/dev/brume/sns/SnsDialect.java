package dev.brume.sns;

import dev.brume.core.access.AccessDenial;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.sns.api.SnsApi;
import dev.brume.sns.api.SnsErrors;
import java.util.Set;

/** The wire behaviour of SNS that models and protocols do not define. */
final class SnsDialect implements Dialect {
  private static final String VERSION = "Version";
  private static final Set<String> LINKED =
      Set.of(SnsApi.UNSUBSCRIBE.name(), SnsApi.CONFIRM_SUBSCRIPTION.name());

  /** The links in messages contain an action without an API version. */
  @Override
  public HttpRequest adapt(HttpRequest request, ProtocolId protocol, HostNames hosts) {
    String query = request.query();
    boolean isLink =
        request.method().equals("GET")
            && LINKED.contains(String.valueOf(QueryString.first(query, "Action")))
            && !QueryString.has(query, VERSION);
    if (!isLink) {
      return request;
    }
    return new HttpRequest(
        request.method(),
        request.path(),
        query + "&" + VERSION + "=" + SnsApi.SERVICE.version(),
        request.headers(),
        request.body(),
        request.connection());
  }

  /** SNS has its own code, and spells actions with upper-case service: {@code SNS:Publish}. */
  @Override
  public AwsError accessDenied(AccessDenial denial, ProtocolId protocol) {
    String action = denial.query().action();
    return SnsErrors.authorizationErrorException(
        denial.message("SNS" + action.substring(action.indexOf(':'))));
  }

  /**
   * A topic's policy may allow anonymous callers, and subscribers unsubscribe without a signature.
   */
  @Override
  public boolean acceptsUnsigned(Operation<?, ?> operation) {
    return true;
  }
}
