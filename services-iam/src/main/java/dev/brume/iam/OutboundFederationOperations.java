package dev.brume.iam;

import dev.brume.core.schema.Unit;
import dev.brume.iam.api.EnableOutboundWebIdentityFederationResponse;
import dev.brume.iam.api.GetOutboundWebIdentityFederationInfoResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.OutboundFederation;

/**
 * Whether STS issues web identity tokens for an account's principals to outside services.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound.html">Federating
 *     AWS identities to external services</a>
 */
final class OutboundFederationOperations {
  EnableOutboundWebIdentityFederationResponse enableOutboundWebIdentityFederation(
      IamAccount account, Unit input) {
    OutboundFederation known = account.settings().federation();
    if (known != null && known.enabled()) {
      throw IamErrors.featureEnabledException(
          "The request failed because outbound identity federation is already enabled for your"
              + " Amazon Web Services account.");
    }
    OutboundFederation enabled =
        known == null
            ? new OutboundFederation(true, account.ids().uuid(), null, null)
            : known.enabled(true);
    account.change(account.settings().with(enabled));
    return EnableOutboundWebIdentityFederationResponse.builder()
        .issuerIdentifier(enabled.issuer())
        .build();
  }

  private static OutboundFederation require(IamAccount account) {
    OutboundFederation known = account.settings().federation();
    if (known == null || !known.enabled()) {
      throw IamErrors.featureDisabledException(
          "The request failed because outbound identity federation is already disabled for your"
              + " Amazon Web Services account. You cannot disable the feature multiple times");
    }
    return known;
  }

  GetOutboundWebIdentityFederationInfoResponse getOutboundWebIdentityFederationInfo(
      IamAccount account, Unit input) {
    return GetOutboundWebIdentityFederationInfoResponse.builder()
        .issuerIdentifier(require(account).issuer())
        .jwtVendingEnabled(true)
        .build();
  }

  Unit disableOutboundWebIdentityFederation(IamAccount account, Unit input) {
    account.change(account.settings().with(require(account).enabled(false)));
    return Unit.INSTANCE;
  }
}
