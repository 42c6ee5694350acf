package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.PageTokens;
import dev.brume.s3.api.S3Errors;

/**
 * S3's errors with AWS's texts, and with the elements next to code and message.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public final class S3Refusals {
  private S3Refusals() {}

  /** An invalid value, by the name of its header or parameter. */
  public static AwsError invalidArgument(String message, String name, String value) {
    AwsError error = S3Errors.invalidArgument(message).withDetail("ArgumentName", name);
    return value == null ? error : error.withDetail("ArgumentValue", value);
  }

  public static AwsError noSuchKey(String key) {
    return S3Errors.noSuchKey("The specified key does not exist.").withDetail("Key", key);
  }

  public static AwsError noSuchVersion(String key, String versionId) {
    return S3Errors.noSuchVersion("The specified version does not exist.")
        .withDetail("Key", key)
        .withDetail("VersionId", versionId);
  }

  /** An invalid version id. */
  public static AwsError invalidVersionId(String versionId) {
    return invalidArgument("Invalid version id specified", "versionId", versionId);
  }

  /** The method does not apply to the resource: a delete marker can be neither read nor written. */
  public static AwsError methodNotAllowed(String method, String resourceType) {
    return S3Errors.methodNotAllowed("The specified method is not allowed against this resource.")
        .withDetail("Method", method)
        .withDetail("ResourceType", resourceType);
  }

  /**
   * A condition that is not satisfied.
   *
   * @param condition the name of its header
   */
  public static AwsError preconditionFailed(String condition) {
    return S3Errors.preconditionFailed(
            "At least one of the pre-conditions you specified did not hold")
        .withDetail("Condition", condition);
  }

  public static AwsError invalidRequest(String message) {
    return S3Errors.invalidRequest(message);
  }

  public static AwsError malformedXml() {
    return S3Errors.malformedXML(
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  /** The operation's document is missing. */
  public static AwsError missingRequestBody() {
    return S3Errors.missingRequestBodyError("Request Body is empty");
  }

  /** The same for an access control list. */
  public static AwsError malformedAcl() {
    return S3Errors.malformedACLError(
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  public static AwsError accessDenied() {
    return S3Errors.accessDenied("Access Denied");
  }

  /** The bucket is not empty; for a versioned bucket S3 adds what to do. */
  public static AwsError bucketNotEmpty(String bucket, boolean versioned) {
    return S3Errors.bucketNotEmpty(
            versioned
                ? "The bucket you tried to delete is not empty. You must delete all versions in the"
                    + " bucket."
                : "The bucket you tried to delete is not empty")
        .withDetail("BucketName", bucket);
  }

  /** Something that does not exist. */
  public static AwsError missing(String message) {
    return S3Errors.notImplemented(message);
  }

  /** A header of a feature that is not implemented. */
  public static AwsError notImplemented(String header) {
    return S3Errors.notImplemented(
            "A header you provided implies functionality that is not implemented")
        .withDetail("Header", header);
  }

  /**
   * The page tokens of a list.
   *
   * @param argument the token's parameter name
   * @param of what is listed, such as the bucket; other parameters may differ from page to page,
   *     which AWS does not document
   */
  public static PageTokens pageTokens(String operation, String argument, Object... of) {
    return PageTokens.of(
        "s3",
        operation,
        () -> invalidArgument("The continuation token provided is incorrect", argument, null),
        of);
  }
}
