package dev.brume.iam.sts;

import dev.brume.core.access.CallerIdentity;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.IamCallers;
import dev.brume.iam.engine.IamIds;
import dev.brume.iam.sts.api.DecodeAuthorizationMessageRequest;
import dev.brume.iam.sts.api.DecodeAuthorizationMessageResponse;
import dev.brume.iam.sts.api.GetAccessKeyInfoRequest;
import dev.brume.iam.sts.api.GetAccessKeyInfoResponse;
import dev.brume.iam.sts.api.GetCallerIdentityRequest;
import dev.brume.iam.sts.api.GetCallerIdentityResponse;
import dev.brume.iam.sts.api.StsApi;
import dev.brume.iam.sts.api.StsErrors;

/**
 * AWS Security Token Service.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API
 *     Reference</a>
 */
public final class StsService implements Service {
  private final AssumeRoleOperation assumeRole;
  private final AssumeRootOperation assumeRoot;
  private final TokenOperations tokens;
  private final WebIdentityOperation webIdentity;
  private final SamlOperation saml;
  private final WebIdentityTokenOperation webIdentityTokens;
  private final IamAccounts accounts;
  private final IamCallers callers;

  /**
   * Creates the service; it has no state of its own.
   *
   * @param section the section for processing identity providers' responses
   */
  public StsService(IamAccounts accounts, IamCallers callers, StoreSection section) {
    this.accounts = accounts;
    this.callers = callers;
    assumeRole = new AssumeRoleOperation(accounts);
    assumeRoot = new AssumeRootOperation(accounts);
    tokens = new TokenOperations(accounts);
    webIdentity = new WebIdentityOperation(accounts, section);
    saml = new SamlOperation(accounts);
    webIdentityTokens = new WebIdentityTokenOperation(accounts);
  }

  @Override
  public ServiceSchema schema() {
    return StsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(StsApi.ASSUME_ROLE, assumeRole::assumeRole);
    binder.on(StsApi.ASSUME_ROLE_WITH_SAML, saml::assumeRoleWithSAML);
    binder.onAsync(StsApi.ASSUME_ROLE_WITH_WEB_IDENTITY, webIdentity::assumeRoleWithWebIdentity);
    binder.on(StsApi.ASSUME_ROOT, assumeRoot::assumeRoot);
    binder.on(StsApi.DECODE_AUTHORIZATION_MESSAGE, this::decodeAuthorizationMessage);
    binder.on(StsApi.GET_ACCESS_KEY_INFO, this::getAccessKeyInfo);
    binder.on(StsApi.GET_CALLER_IDENTITY, this::getCallerIdentity);
    binder.on(StsApi.GET_FEDERATION_TOKEN, tokens::getFederationToken);
    binder.on(StsApi.GET_SESSION_TOKEN, tokens::getSessionToken);
    binder.onBackground(
        StsApi.GET_WEB_IDENTITY_TOKEN,
        (context, input, section) ->
            webIdentityTokens.getWebIdentityToken(
                context, section.call(() -> principal(context)), input, section));
  }

  @Override
  public ServiceAccess access() {
    return new StsAccess(accounts).table();
  }

  @Override
  public Dialect dialect() {
    return new StsDialect();
  }

  private GetCallerIdentityResponse getCallerIdentity(
      RequestContext context, GetCallerIdentityRequest input) {
    PolicyPrincipal principal = principal(context);
    return GetCallerIdentityResponse.builder()
        .userId(principal.userId())
        .account(principal.account())
        .arn(principal.arn())
        .build();
  }

  private PolicyPrincipal principal(RequestContext context) {
    String keyId = context.caller().accessKeyId();
    CallerIdentity known = callers.identify(keyId, context.caller().sessionToken());
    return known != null
        ? known.principal()
        : CallerIdentity.root(context.scope().partition(), context.scope().account()).principal();
  }

  /** AWS does not document its response for a key that it never issued. */
  private GetAccessKeyInfoResponse getAccessKeyInfo(
      RequestContext context, GetAccessKeyInfoRequest input) {
    String account = IamIds.accountOf(input.accessKeyId());
    if (account == null) {
      throw AwsError.client(
          "ValidationError", 400, "Invalid access key ID: " + input.accessKeyId());
    }
    return GetAccessKeyInfoResponse.builder().account(account).build();
  }

  /** No service here encodes its denials, so no message can be decoded. */
  private DecodeAuthorizationMessageResponse decodeAuthorizationMessage(
      RequestContext context, DecodeAuthorizationMessageRequest input) {
    throw StsErrors.invalidAuthorizationMessageException("Invalid authorization message.");
  }
}
