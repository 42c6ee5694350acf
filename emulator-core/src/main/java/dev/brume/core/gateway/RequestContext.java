package dev.brume.core.gateway;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.scope.Scope;

/**
 * What is known of a request beside its input.
 *
 * @param requestId the id that the response carries
 * @param scope account and region that the request acts in
 * @param caller who signed it
 * @param protocol how it was written
 * @param operation what it asks for; null for what no model describes
 * @param http the request itself, for the few operations that need the Host or the connection
 */
public record RequestContext(
    String requestId,
    Scope scope,
    Caller caller,
    ProtocolId protocol,
    Operation<?, ?> operation,
    HttpRequest http) {

  /** Whether the signature is for {@code region}, be it among others. */
  public boolean isSignedFor(String region) {
    return caller.regions() == null
        ? scope.region().equals(region)
        : caller.regions().contains(region);
  }
}
