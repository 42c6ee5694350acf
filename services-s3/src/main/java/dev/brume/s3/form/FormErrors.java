package dev.brume.s3.form;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.MultipartForm;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import java.util.concurrent.CompletionException;

/** The errors of form uploads. */
final class FormErrors {
  private FormErrors() {}

  /** The error for an unreadable form; what a body has failed of is the gateway's to tell. */
  static RuntimeException of(Throwable failure) {
    return switch (failure) {
      case MultipartForm.MalformedForm e -> malformed();
      case MultipartForm.FieldsTooLong e ->
          S3Errors.maxPostPreDataLengthExceededError(
              "Your POST request fields preceding the upload file was too large.");
      case RuntimeException e -> e;
      default -> new CompletionException(failure);
    };
  }

  static AwsError malformed() {
    return S3Errors.malformedPOSTRequest(
        "The body of your POST request is not well-formed multipart/form-data.");
  }

  /** A POST to a bucket without a form. */
  static AwsError noForm() {
    return S3Refusals.preconditionFailed(
        "Bucket POST must be of the enclosure-type multipart/form-data");
  }

  static AwsError missingField(String name) {
    return S3Refusals.invalidArgument(
        "Bucket POST must contain a field named '"
            + name
            + "'.  If it is specified, please check the order of the fields.",
        name,
        "");
  }

  static AwsError noFile() {
    return S3Refusals.invalidArgument(
        "POST requires exactly one file upload per request.", "file", "0");
  }

  static AwsError invalidPolicy(String why) {
    return S3Errors.invalidPolicyDocument("Invalid Policy: " + why);
  }

  static AwsError againstPolicy(String why) {
    return S3Errors.accessDenied("Invalid according to Policy: " + why);
  }

  static AwsError tooSmall(long bytes, long minBytes) {
    return S3Errors.entityTooSmall("Your proposed upload is smaller than the minimum allowed size")
        .withDetail("ProposedSize", Long.toString(bytes))
        .withDetail("MinSizeAllowed", Long.toString(minBytes));
  }
}
