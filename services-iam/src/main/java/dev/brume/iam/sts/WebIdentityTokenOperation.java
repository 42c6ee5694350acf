package dev.brume.iam.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.JsonDocument;
import dev.brume.core.policy.PolicyPrincipal;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.IamCallers;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.OutboundFederation;
import dev.brume.iam.engine.SessionRecord;
import dev.brume.iam.engine.TokenSigningKey;
import dev.brume.iam.sts.api.GetWebIdentityTokenRequest;
import dev.brume.iam.sts.api.GetWebIdentityTokenResponse;
import dev.brume.iam.sts.api.StsErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * GetWebIdentityToken: issues a token about the caller that others can verify.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html">GetWebIdentityToken</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_token_claims.html">Token
 *     claims</a>
 */
final class WebIdentityTokenOperation {
  /** "The default value is 300 seconds". */
  private static final int DEFAULT_SECONDS = 300;

  private static final String NAMESPACE = "https://sts.amazonaws.com/";
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES384");

  private final IamAccounts accounts;

  WebIdentityTokenOperation(IamAccounts accounts) {
    this.accounts = accounts;
  }

  /** The account's first token takes a while, because its key is generated: in the background. */
  GetWebIdentityTokenResponse getWebIdentityToken(
      RequestContext context,
      PolicyPrincipal caller,
      GetWebIdentityTokenRequest input,
      StoreSection section) {
    if (!ALGORITHMS.contains(input.signingAlgorithm())) {
      throw AwsError.client(
          "ValidationError",
          400,
          "1 validation error detected: Value '"
              + input.signingAlgorithm()
              + "' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum"
              + " value set: [ES384, RS256]");
    }
    Map<String, String> tags = SessionTags.of(input.tags());
    int seconds = input.durationSeconds() == null ? DEFAULT_SECONDS : input.durationSeconds();
    OutboundFederation federation = section.call(() -> require(context, seconds));
    TokenSigningKey known = federation.key(input.signingAlgorithm());
    TokenSigningKey key = known == null ? newKey(context, input, section) : known;
    return section.call(() -> token(context, caller, input, federation, key, tags, seconds));
  }

  private OutboundFederation require(RequestContext context, int seconds) {
    IamAccount account = accounts.of(context);
    OutboundFederation federation = require(account);
    requireWithin(account, context, account.nowMillis() / 1000 + seconds);
    return federation;
  }

  private GetWebIdentityTokenResponse token(
      RequestContext context,
      PolicyPrincipal caller,
      GetWebIdentityTokenRequest input,
      OutboundFederation federation,
      TokenSigningKey key,
      Map<String, String> tags,
      int seconds) {
    IamAccount account = accounts.of(context);
    long now = account.nowMillis() / 1000;
    ObjectNode claims = JsonDocument.newObject();
    claims.put("iss", federation.issuer());
    if (input.audience().size() == 1) {
      claims.put("aud", input.audience().getFirst());
    } else {
      input.audience().forEach(claims.putArray("aud")::add);
    }
    claims.put("sub", caller.issuer() == null ? caller.arn() : caller.issuer());
    claims.put("iat", now).put("exp", now + seconds).put("jti", account.ids().uuid());
    ObjectNode details = claims.putObject(NAMESPACE);
    details.put("aws_account", account.id()).put("source_region", context.scope().region());
    details.put("principal_id", caller.arn());
    if (!tags.isEmpty()) {
      tags.forEach(details.putObject("request_tags")::put);
    }
    return GetWebIdentityTokenResponse.builder()
        .webIdentityToken(signed(key, claims))
        .expiration(Instant.ofEpochSecond(now + seconds))
        .build();
  }

  private static OutboundFederation require(IamAccount account) {
    synchronized (account) {
      OutboundFederation federation = account.settings().federation();
      if (federation == null || !federation.enabled()) {
        throw StsErrors.outboundWebIdentityFederationDisabledException(
            "The outbound web identity federation feature is not enabled for this account. To use"
                + " this feature, you must first enable it through the Amazon Web Services"
                + " Management Console or API.");
      }
      return federation;
    }
  }

  private static void requireWithin(IamAccount account, RequestContext context, long endSeconds) {
    synchronized (account) {
      SessionRecord session = IamCallers.session(account, context);
      if (session != null && endSeconds * 1000 > session.expiresMillis()) {
        throw StsErrors.sessionDurationEscalationException(
            "The requested token duration would extend the session beyond its original expiration"
                + " time. You cannot use this operation to extend the lifetime of a session beyond"
                + " what was granted when the session was originally created.");
      }
    }
  }

  /**
   * Generates the account's key outside of the store's sections; the first one to be kept stays.
   */
  private TokenSigningKey newKey(
      RequestContext context, GetWebIdentityTokenRequest input, StoreSection section) {
    String algorithm = input.signingAlgorithm();
    String id = section.call(() -> accounts.of(context).ids().uuid());
    TokenSigningKey made = TokenSigningKey.generate(id, algorithm);
    return section.call(() -> kept(accounts.of(context), made, algorithm));
  }

  private static TokenSigningKey kept(IamAccount account, TokenSigningKey made, String algorithm) {
    synchronized (account) {
      OutboundFederation now = require(account);
      TokenSigningKey other = now.key(algorithm);
      if (other == null) {
        account.change(account.settings().with(now.with(made)));
      }
      return other == null ? made : other;
    }
  }

  private static String signed(TokenSigningKey key, ObjectNode claims) {
    ObjectNode header = JsonDocument.newObject();
    header.put("kid", key.id()).put("typ", "JWT").put("alg", key.algorithm());
    String text = encoded(header) + "." + encoded(claims);
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(text));
  }

  private static String encoded(ObjectNode part) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(JsonDocument.text(part).getBytes(StandardCharsets.UTF_8));
  }
}
