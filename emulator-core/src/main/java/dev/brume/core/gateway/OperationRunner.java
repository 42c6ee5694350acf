package dev.brume.core.gateway;

import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.scope.Scope;
import java.util.concurrent.CompletionStage;

/** Runs modelled operations for {@link UnmodelledHandler}s. */
public interface OperationRunner {
  /**
   * Runs the operation that {@code request} is for.
   *
   * @param request processed like a received request
   * @param scope the account and region in which it acts
   * @param caller its caller
   * @param handler replaces the bound handler; null to use the bound one
   * @return the encoded response; fails with AwsError if the request is refused
   */
  CompletionStage<HttpResponse> run(
      HttpRequest request, Scope scope, Caller caller, AsyncHandler<?, ?> handler);

  /**
   * The credentials that signatures are verified against; null when signatures are not verified.
   */
  Credentials credentials();

  /**
   * The account of an access key.
   *
   * @param accessKeyId null for an unsigned request
   */
  String accountOf(String accessKeyId);

  /**
   * Why credentials are refused that are not verified: their key was taken back, or their session
   * is over.
   *
   * @param sessionToken as sent, or null
   * @return null where they are not refused
   */
  SignatureFault faultOf(String accessKeyId, String sessionToken);
}
