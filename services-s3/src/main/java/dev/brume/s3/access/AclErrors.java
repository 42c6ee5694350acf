package dev.brume.s3.access;

import dev.brume.core.error.AwsError;
import dev.brume.s3.api.S3Errors;

/** The errors for access control lists. */
final class AclErrors {
  private AclErrors() {}

  static AwsError notSupported() {
    return S3Errors.accessControlListNotSupported("The bucket does not allow ACLs");
  }

  static AwsError againstOwnership() {
    return S3Errors.invalidBucketAclWithObjectOwnership(
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
  }

  static AwsError againstPublicAccessBlock() {
    return S3Errors.invalidBucketAclWithBlockPublicAccessError(
        "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
  }

  static AwsError missing() {
    return S3Errors.missingSecurityHeader("Your request was missing a required header")
        .withDetail("MissingHeaderName", "x-amz-acl");
  }

  static AwsError unexpectedContent() {
    return S3Errors.unexpectedContent("This request does not support content");
  }

  /** "As of October 1, 2025, Amazon S3 has discontinued support for Email Grantee" lists. */
  static AwsError grantedByEmail() {
    return S3Errors.methodNotAllowed("The specified method is not allowed against this resource.");
  }
}
