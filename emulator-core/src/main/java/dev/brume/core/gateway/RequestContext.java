package dev.brume.core.gateway;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerAccess;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.policy.Decision;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.scope.Scope;

/**
 * The facts about a request apart from its input.
 *
 * @param requestId the id that the response carries
 * @param scope account and region that the request acts in
 * @param caller who signed it
 * @param protocol how it was written
 * @param operation what it asks for; null for what no model describes
 * @param http the request itself, for the few operations that need the Host or the connection
 * @param access what the caller may do
 */
public record RequestContext(
    String requestId,
    Scope scope,
    Caller caller,
    ProtocolId protocol,
    Operation<?, ?> operation,
    HttpRequest http,
    CallerAccess access) {

  /** One whose caller may do everything. */
  public RequestContext(
      String requestId,
      Scope scope,
      Caller caller,
      ProtocolId protocol,
      Operation<?, ?> operation,
      HttpRequest http) {
    this(requestId, scope, caller, protocol, operation, http, Authorizer.OFF.unrestricted());
  }

  /** Whether the signature is for {@code region}, be it among others. */
  public boolean isSignedFor(String region) {
    return caller.regions() == null
        ? scope.region().equals(region)
        : caller.regions().contains(region);
  }

  /**
   * Who calls: a user, a session of a role, or, where the key was not given out by IAM or STS, the
   * root user of the account. Call in a section of the store.
   */
  public CallerIdentity identity() {
    return access.identify(
        caller.accessKeyId(), caller.account(), caller.sessionToken(), scope.partition());
  }

  /**
   * Lets the caller pass, or not; for what is only known on the way. Call in a section of the
   * store.
   *
   * @throws AwsError in the service's words, where the caller may not
   */
  public void require(AccessQuery query) {
    AwsError refusal = refusal(query);
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The same for one of several things: the error, or null where the caller may. */
  public AwsError refusal(AccessQuery query) {
    return access.isRestricted() ? access.refusal(identity(), query) : null;
  }

  /**
   * What all policies say of the caller. Only where access is restricted; call in a section of the
   * store.
   */
  public Decision decide(AccessQuery query) {
    return access.decide(identity(), query);
  }
}
