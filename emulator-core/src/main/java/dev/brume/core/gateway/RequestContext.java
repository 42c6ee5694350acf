package dev.brume.core.gateway;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerAccess;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.access.Requester;
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
 * @param scope the account and region in which the request acts
 * @param caller who signed it
 * @param protocol the protocol of the request
 * @param operation the operation; null for an unmodelled request
 * @param http the HTTP request, for the few operations that need the Host or the connection
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

  /** A context whose caller may do everything. */
  public RequestContext(
      String requestId,
      Scope scope,
      Caller caller,
      ProtocolId protocol,
      Operation<?, ?> operation,
      HttpRequest http) {
    this(requestId, scope, caller, protocol, operation, http, Authorizer.OFF.unrestricted());
  }

  /** Whether the signature is valid for {@code region}, alone or among others. */
  public boolean isSignedFor(String region) {
    return caller.regions() == null
        ? scope.region().equals(region)
        : caller.regions().contains(region);
  }

  /**
   * The caller's identity: a user, a role session, or, for a key that neither IAM nor STS issued,
   * the account's root user. Call in a section of the store.
   */
  public CallerIdentity identity() {
    return access.identify(
        caller.accessKeyId(), caller.account(), caller.sessionToken(), scope.partition());
  }

  /** The caller, for other services. */
  public Requester requester() {
    return new Requester(access, this::identity);
  }

  /**
   * Authorizes an action that is only known while the operation runs. Call in a section of the
   * store.
   *
   * @throws AwsError in the service's words, if the caller may not perform it
   */
  public void require(AccessQuery query) {
    AwsError refusal = refusal(query);
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The same for one of several actions: the error, or null if the caller may perform it. */
  public AwsError refusal(AccessQuery query) {
    return access.isRestricted() ? access.refusal(identity(), query) : null;
  }

  /**
   * The decision of all policies on the caller. Only when access is restricted; call in a section
   * of the store.
   */
  public Decision decide(AccessQuery query) {
    return access.decide(identity(), query);
  }
}
