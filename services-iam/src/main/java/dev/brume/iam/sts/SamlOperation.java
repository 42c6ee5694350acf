package dev.brume.iam.sts;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Arn;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.SamlDocument;
import dev.brume.iam.engine.SamlProviderRecord;
import dev.brume.iam.sts.api.AssumeRoleWithSAMLRequest;
import dev.brume.iam.sts.api.AssumeRoleWithSAMLResponse;
import dev.brume.iam.sts.api.AssumedRoleUser;
import dev.brume.iam.sts.api.StsErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * AssumeRoleWithSAML. An assertion's content and expiry are always checked; its provider, its
 * signature and the role's trust only while access is enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html">AssumeRoleWithSAML</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html">Troubleshoot
 *     SAML federation</a>
 */
final class SamlOperation {
  private static final String OPERATION = "AssumeRoleWithSAML";
  private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
  private static final String TAG = ATTRIBUTES + "PrincipalTag:";
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

  private final IamAccounts accounts;

  SamlOperation(IamAccounts accounts) {
    this.accounts = accounts;
  }

  AssumeRoleWithSAMLResponse assumeRoleWithSAML(
      RequestContext context, AssumeRoleWithSAMLRequest input) {
    Arn role = RoleArns.require(input.roleArn());
    Arn provider = Arn.parse(input.principalArn()).orElse(null);
    if (provider == null || !provider.resource().startsWith("saml-provider/")) {
      throw AwsError.client("ValidationError", 400, input.principalArn() + " is invalid");
    }
    SamlAssertion assertion =
        SamlAssertion.parse(input.samlAssertion())
            .orElseThrow(() -> FederatedRole.invalidToken("Invalid base64 SAMLResponse"));
    IamAccount account = accounts.of(role.account(), role.partition());
    requireProvider(context, account, input, assertion);
    if (!assertion.isValidAt(Instant.ofEpochMilli(account.nowMillis()))) {
      throw StsErrors.expiredTokenException("Token must be redeemed within 5 minutes of issuance");
    }
    if (!names(assertion, input)) {
      throw AwsError.client("AccessDenied", 403, "Not authorized to perform sts:" + OPERATION);
    }
    return open(context, account, input, assertion);
  }

  private static void requireProvider(
      RequestContext context,
      IamAccount account,
      AssumeRoleWithSAMLRequest input,
      SamlAssertion assertion) {
    if (!context.access().isRestricted()) {
      return;
    }
    SamlProviderRecord provider;
    synchronized (account) {
      provider = account.samlProviders().get(input.principalArn());
    }
    if (provider == null) {
      FederatedRole.refuse(context, FederatedRole.invalidToken("Specified provider doesn't exist"));
      return;
    }
    Element metadata = SamlDocument.metadata(provider.metadata()).orElseThrow();
    if (!metadata.getAttribute("entityID").equals(assertion.issuer())) {
      FederatedRole.refuse(
          context, FederatedRole.invalidToken("Issuer not present in specified provider"));
    }
    if (!assertion.isSignedBy(SamlDocument.certificates(metadata))) {
      FederatedRole.refuse(context, FederatedRole.invalidToken("Response signature invalid"));
    }
  }

  /** Whether one of the role and provider pairs is the requested one. */
  private static boolean names(SamlAssertion assertion, AssumeRoleWithSAMLRequest input) {
    return assertion.attributes().getOrDefault(ATTRIBUTES + "Role", List.of()).stream()
        .map(pair -> Arrays.stream(pair.split(",")).map(String::strip).toList())
        .anyMatch(pair -> pair.contains(input.roleArn()) && pair.contains(input.principalArn()));
  }

  private static String sessionName(SamlAssertion assertion) {
    String name = assertion.attribute(ATTRIBUTES + "RoleSessionName");
    if (name == null) {
      throw FederatedRole.invalidToken("RoleSessionName is required in AuthnResponse");
    }
    if (!SESSION_NAME.matcher(name).matches()) {
      throw FederatedRole.invalidToken(
          "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
    }
    return name;
  }

  /** "The shorter of the two durations" of request and assertion. */
  private static Integer seconds(SamlAssertion assertion, Integer wanted) {
    String said = assertion.attribute(ATTRIBUTES + "SessionDuration");
    if (said == null) {
      return wanted;
    }
    try {
      int seconds = Integer.parseInt(said);
      return wanted == null ? seconds : Math.min(wanted, seconds);
    } catch (NumberFormatException e) {
      throw FederatedRole.invalidToken("SessionDuration in AuthnResponse must be an integer");
    }
  }

  private AssumeRoleWithSAMLResponse open(
      RequestContext context,
      IamAccount account,
      AssumeRoleWithSAMLRequest input,
      SamlAssertion assertion) {
    Map<String, String> tags = new TreeMap<>();
    assertion
        .attributes()
        .forEach(
            (name, values) -> {
              if (name.startsWith(TAG) && !values.isEmpty()) {
                tags.put(name.substring(TAG.length()), values.getFirst());
              }
            });
    List<String> transitive =
        assertion.attributes().getOrDefault(ATTRIBUTES + "TransitiveTagKeys", List.of());
    SessionPolicies policies;
    synchronized (account) {
      policies = SessionPolicies.of(account, input.policy(), input.policyArns());
    }
    String qualifier = nameQualifier(account, assertion, input.principalArn());
    FederatedRole.Opened opened =
        new FederatedRole(
                OPERATION, input.principalArn(), conditions(account, input, assertion, qualifier))
            .open(
                context,
                account,
                new FederatedRole.Wanted(
                    input.roleArn(),
                    sessionName(assertion),
                    seconds(assertion, input.durationSeconds()),
                    tags,
                    transitive,
                    assertion.attribute(ATTRIBUTES + "SourceIdentity"),
                    input.minimumSessionTokenSize()),
                policies);
    return AssumeRoleWithSAMLResponse.builder()
        .credentials(Issued.credentials(opened.session()))
        .assumedRoleUser(
            AssumedRoleUser.builder()
                .assumedRoleId(opened.role().id())
                .arn(opened.role().arn())
                .build())
        .packedPolicySize(policies.packedPercent(tags))
        .subject(assertion.subject())
        .subjectType(assertion.subjectType())
        .issuer(assertion.issuer())
        .audience(assertion.recipient())
        .nameQualifier(qualifier)
        .sourceIdentity(opened.session().sourceIdentity())
        .build();
  }

  private static ContextKeys conditions(
      IamAccount account,
      AssumeRoleWithSAMLRequest input,
      SamlAssertion assertion,
      String qualifier) {
    return ContextKeys.builder()
        .put("saml:aud", assertion.recipient())
        .put("saml:iss", assertion.issuer())
        .put("saml:sub", assertion.subject())
        .put("saml:sub_type", assertion.subjectType())
        .put("saml:namequalifier", qualifier)
        .put("saml:doc", account.id() + "/" + friendlyName(input.principalArn()))
        .put("sts:SourceIdentity", assertion.attribute(ATTRIBUTES + "SourceIdentity"))
        .put("sts:RoleSessionName", assertion.attribute(ATTRIBUTES + "RoleSessionName"))
        .build();
  }

  private static String friendlyName(String providerArn) {
    return providerArn.substring(providerArn.lastIndexOf('/') + 1);
  }

  /** {@code BASE64(SHA1("https://example.com/saml" + "123456789012" + "/MySAMLIdP"))}. */
  private static String nameQualifier(
      IamAccount account, SamlAssertion assertion, String providerArn) {
    String text = assertion.issuer() + account.id() + "/" + friendlyName(providerArn);
    return Base64.getEncoder()
        .encodeToString(ChecksumAlgorithm.SHA1.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
