package dev.brume.iam.sts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.OidcProviderRecord;
import dev.brume.iam.engine.TokenSigningKey;
import dev.brume.iam.sts.api.AssumeRoleWithWebIdentityRequest;
import dev.brume.iam.sts.api.AssumeRoleWithWebIdentityResponse;
import dev.brume.iam.sts.api.AssumedRoleUser;
import dev.brume.iam.sts.api.StsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * AssumeRoleWithWebIdentity. A token's format, expiry and, if the account has its provider, its
 * audience are always checked; its provider, its signature and the role's trust only while access
 * is enforced. Tokens of this server's own accounts are verified with their keys, others with their
 * issuers' published keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
final class WebIdentityOperation {
  private static final String HTTPS = "https://";

  /** The claim with session tags. */
  private static final String TAGS = HTTPS + "aws.amazon.com/tags";

  private static final String SOURCE_IDENTITY = HTTPS + "aws.amazon.com/source_identity";

  private final IamAccounts accounts;
  private final StoreSection section;
  private final TokenKeys keys = new TokenKeys();

  WebIdentityOperation(IamAccounts accounts, StoreSection section) {
    this.accounts = accounts;
    this.section = section;
  }

  CompletionStage<AssumeRoleWithWebIdentityResponse> assumeRoleWithWebIdentity(
      RequestContext context, AssumeRoleWithWebIdentityRequest input) {
    Arn role = RoleArns.require(input.roleArn());
    if (input.providerId() != null) {
      throw AwsError.server(
          "NotImplemented", 501, "Tokens of OAuth 2.0 providers are not implemented.");
    }
    JsonWebToken token =
        JsonWebToken.parse(input.webIdentityToken())
            .orElseThrow(
                () ->
                    FederatedRole.invalidToken(
                        "The ID Token provided is not a valid JWT. (You may see this error if you"
                            + " sent an Access Token)"));
    IamAccount account = accounts.of(role.account(), role.partition());
    String issuer = issuer(token);
    requireTime(account, token);
    OidcProviderRecord provider = provider(context, account, issuer);
    if (provider != null) {
      requireAudience(provider, token);
    }
    if (!context.access().isRestricted() || provider == null) {
      return CompletableFuture.completedFuture(open(context, input, token, issuer));
    }
    TokenSigningKey own = accounts.signingKey(issuer, token.keyId());
    if (own != null) {
      requireSignature(context, token.isSignedBy(own.verifier()), null);
      return CompletableFuture.completedFuture(open(context, input, token, issuer));
    }
    return keys.haveSigned(HTTPS + issuer, token)
        .handle(
            (signed, failure) ->
                section.call(
                    () -> {
                      requireSignature(context, signed, failure);
                      return open(context, input, token, issuer);
                    }));
  }

  private static String issuer(JsonWebToken token) {
    String issuer = token.text("iss");
    if (issuer == null || token.text("sub") == null) {
      throw FederatedRole.invalidToken(
          "Missing a required claim: " + (issuer == null ? "iss" : "sub"));
    }
    return issuer.startsWith(HTTPS) ? issuer.substring(HTTPS.length()) : issuer;
  }

  private static void requireTime(IamAccount account, JsonWebToken token) {
    Long end = token.seconds("exp");
    if (end == null) {
      throw FederatedRole.invalidToken("Missing a required claim: exp");
    }
    long now = account.nowMillis() / 1000;
    if (now >= end) {
      throw StsErrors.expiredTokenException(
          "Token expired: current date/time "
              + now
              + " must be before the expiration date/time"
              + end);
    }
  }

  /** The account's provider with that issuer; null if there is none and none is required. */
  private static OidcProviderRecord provider(
      RequestContext context, IamAccount account, String issuer) {
    synchronized (account) {
      OidcProviderRecord provider = account.providers().get(account.arn("oidc-provider/" + issuer));
      if (provider == null && context.access().isRestricted()) {
        FederatedRole.refuse(
            context,
            FederatedRole.invalidToken(
                "No OpenIDConnect provider found in your account for " + HTTPS + issuer));
      }
      return provider;
    }
  }

  private static void requireAudience(OidcProviderRecord provider, JsonWebToken token) {
    if (token.audiences().stream().noneMatch(provider.clientIds()::contains)) {
      throw FederatedRole.invalidToken("Incorrect token audience");
    }
  }

  private static void requireSignature(RequestContext context, Boolean signed, Throwable failure) {
    if (failure != null) {
      FederatedRole.refuse(
          context,
          FederatedRole.invalidToken(
              "Couldn't retrieve verification key from your identity provider,  please reference"
                  + " AssumeRoleWithWebIdentity documentation for requirements"));
    } else if (!signed) {
      FederatedRole.refuse(context, FederatedRole.invalidToken("Provided Token is not valid"));
    }
  }

  private AssumeRoleWithWebIdentityResponse open(
      RequestContext context,
      AssumeRoleWithWebIdentityRequest input,
      JsonWebToken token,
      String issuer) {
    Arn role = RoleArns.require(input.roleArn());
    IamAccount account = accounts.of(role.account(), role.partition());
    String audience = token.audiences().isEmpty() ? null : token.audiences().getFirst();
    String provider = account.arn("oidc-provider/" + issuer);
    Map<String, String> tags = tags(token.claims().path(TAGS).path("principal_tags"));
    List<String> transitive = new ArrayList<>();
    token
        .claims()
        .path(TAGS)
        .path("transitive_tag_keys")
        .forEach(key -> transitive.add(key.asText()));
    SessionPolicies policies;
    synchronized (account) {
      policies = SessionPolicies.of(account, input.policy(), input.policyArns());
    }
    FederatedRole.Opened opened =
        new FederatedRole(
                "AssumeRoleWithWebIdentity", provider, conditions(input, token, issuer, tags))
            .open(
                context,
                account,
                new FederatedRole.Wanted(
                    input.roleArn(),
                    input.roleSessionName(),
                    input.durationSeconds(),
                    tags,
                    transitive,
                    token.text(SOURCE_IDENTITY),
                    input.minimumSessionTokenSize()),
                policies);
    return AssumeRoleWithWebIdentityResponse.builder()
        .credentials(Issued.credentials(opened.session()))
        .subjectFromWebIdentityToken(token.text("sub"))
        .assumedRoleUser(
            AssumedRoleUser.builder()
                .assumedRoleId(opened.role().id())
                .arn(opened.role().arn())
                .build())
        .packedPolicySize(policies.packedPercent(tags))
        .provider(provider)
        .audience(audience)
        .sourceIdentity(opened.session().sourceIdentity())
        .build();
  }

  /** The condition keys for trust policies: {@code issuer:claim} for every string claim. */
  private static ContextKeys conditions(
      AssumeRoleWithWebIdentityRequest input,
      JsonWebToken token,
      String issuer,
      Map<String, String> tags) {
    ContextKeys.Builder conditions =
        ContextKeys.builder()
            .put("sts:RoleSessionName", input.roleSessionName())
            .put("sts:SourceIdentity", token.text(SOURCE_IDENTITY))
            .tags("aws:RequestTag/", tags);
    if (!tags.isEmpty()) {
      conditions.put("aws:TagKeys", List.copyOf(tags.keySet()));
    }
    token
        .claims()
        .properties()
        .forEach(
            claim -> {
              if (claim.getValue().isTextual() && !claim.getKey().equals("aud")) {
                conditions.put(issuer + ":" + claim.getKey(), claim.getValue().asText());
              }
            });
    String authorized = token.text("azp");
    if (authorized != null) {
      // "aud: maps to the azp field" of tokens that have one, and "oaud" to their audience.
      conditions.put(issuer + ":aud", authorized).put(issuer + ":oaud", token.audiences());
    } else {
      conditions.put(issuer + ":aud", token.audiences());
    }
    List<String> methods = new ArrayList<>();
    token.claims().path("amr").forEach(method -> methods.add(method.asText()));
    if (!methods.isEmpty()) {
      conditions.put(issuer + ":amr", methods);
    }
    return conditions.build();
  }

  /** "The value of each tag is a list of one element." */
  private static Map<String, String> tags(JsonNode given) {
    Map<String, String> tags = new TreeMap<>();
    given
        .properties()
        .forEach(
            tag -> {
              JsonNode value = tag.getValue().isArray() ? tag.getValue().path(0) : tag.getValue();
              tags.put(tag.getKey(), value.asText());
            });
    return tags;
  }
}
