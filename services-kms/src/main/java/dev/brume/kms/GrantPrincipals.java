package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.kms.api.CreateGrantRequest;
import dev.brume.kms.api.KmsErrors;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom grants can name: accounts, users, roles, federated users and sessions of roles by their
 * ARNs, and AWS's services. A user or role must be there, as far as IAM knows its account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html">CreateGrant</a>
 */
final class GrantPrincipals {
  private static final Pattern IDENTITY =
      Pattern.compile(
          "\\d{12}"
              + "|arn:aws[a-z-]*:iam::\\d{12}:(?:root|user/.+|role/.+)"
              + "|arn:aws[a-z-]*:sts::\\d{12}:(?:assumed-role/[^/]+/.+|federated-user/.+)");

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?");

  private GrantPrincipals() {}

  /**
   * Requires a grantee, and that grantee and retiring principal are of a valid kind.
   *
   * @param areThere whether the users and roles among them exist
   * @throws AwsError ValidationException, InvalidArnException
   */
  static void check(CreateGrantRequest input, boolean areThere) {
    if (input.granteePrincipal() == null && input.granteeServicePrincipal() == null) {
      throw KmsRefusals.invalid("GranteePrincipal is required.");
    }
    require(input.granteePrincipal());
    require(input.retiringPrincipal());
    if (!areThere) {
      throw unknown();
    }
  }

  /** Whether the users and roles that a grant names exist. Call in a section of the store. */
  static boolean areThere(RequestContext context, CreateGrantRequest input) {
    return Stream.of(input.granteePrincipal(), input.retiringPrincipal())
        .filter(Objects::nonNull)
        .allMatch(context.access()::isPrincipal);
  }

  private static AwsError unknown() {
    return KmsErrors.invalidArnException("ARN does not refer to a valid principal");
  }

  private static void require(String principal) {
    if (principal != null
        && !IDENTITY.matcher(principal).matches()
        && !SERVICE.matcher(principal).matches()) {
      throw unknown();
    }
  }
}
