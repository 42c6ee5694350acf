package dev.brume.core.gateway;

import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.scope.Scope;
import java.util.concurrent.CompletionStage;

/** Does operations of the model for {@link UnmodelledHandler}s. */
public interface OperationRunner {
  /**
   * Does the operation that {@code request} is for.
   *
   * @param request as if it had come so
   * @param scope account and region that it acts in
   * @param caller who asks for it
   * @param handler what is done instead of what is bound; null for that
   * @return the response as the protocol has it; fails with AwsError where it is refused
   */
  CompletionStage<HttpResponse> run(
      HttpRequest request, Scope scope, Caller caller, AsyncHandler<?, ?> handler);

  /** What signatures are verified against; null where they are not verified. */
  Credentials credentials();

  /**
   * The account that an access key belongs to.
   *
   * @param accessKeyId null for a caller who did not sign
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
