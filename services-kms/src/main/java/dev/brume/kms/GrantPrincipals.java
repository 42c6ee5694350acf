package dev.brume.kms;

import dev.brume.core.error.AwsError;
import dev.brume.kms.api.CreateGrantRequest;
import dev.brume.kms.api.KmsErrors;
import java.util.regex.Pattern;

/**
 * Whom grants can name: accounts, users, roles, federated users and sessions of roles by their
 * ARNs, and AWS's services. Whether there is such a user or role is not asked: AWS finds out, and
 * nothing recorded says how.
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
   * Requires a grantee, and that he and whoever may retire the grant are of a kind that can be.
   *
   * @throws AwsError ValidationException, InvalidArnException
   */
  static void check(CreateGrantRequest input) {
    if (input.granteePrincipal() == null && input.granteeServicePrincipal() == null) {
      throw KmsRefusals.invalid("GranteePrincipal is required.");
    }
    require(input.granteePrincipal());
    require(input.retiringPrincipal());
  }

  private static void require(String principal) {
    if (principal != null
        && !IDENTITY.matcher(principal).matches()
        && !SERVICE.matcher(principal).matches()) {
      throw KmsErrors.invalidArnException("ARN does not refer to a valid principal");
    }
  }
}
