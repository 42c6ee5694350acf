package dev.brume.lambda;

import dev.brume.core.error.AwsError;
import dev.brume.lambda.api.CodeSigningConfigNotFoundException;
import dev.brume.lambda.api.InvalidParameterValueException;
import dev.brume.lambda.api.PreconditionFailedException;
import dev.brume.lambda.api.ProvisionedConcurrencyConfigNotFoundException;
import dev.brume.lambda.api.ResourceConflictException;
import dev.brume.lambda.api.ResourceNotFoundException;

/** Lambda's errors in Lambda's words. */
public final class LambdaFaults {
  private static final String USER = "User";
  private static final int NOT_IMPLEMENTED = 501;

  private LambdaFaults() {}

  /** An input that the model permits and Lambda refuses. */
  public static AwsError invalid(String message) {
    return AwsError.modelled(
        InvalidParameterValueException.builder().type(USER).message(message).build());
  }

  /**
   * The same without a type, as in answers recorded on AWS in November 2025 for aliases and
   * concurrency.
   */
  public static AwsError untypedInvalid(String message) {
    return AwsError.modelled(InvalidParameterValueException.builder().message(message).build());
  }

  /** A code signing configuration does not exist; without a type, as recorded in November 2025. */
  public static AwsError untypedNotFound(String message) {
    return AwsError.modelled(ResourceNotFoundException.builder().message(message).build());
  }

  /** A resource does not exist. */
  public static AwsError notFound(String message) {
    return AwsError.modelled(
        ResourceNotFoundException.builder().type(USER).message(message).build());
  }

  /** A function, version or alias does not exist. */
  public static AwsError functionNotFound(String arn) {
    return notFound("Function not found: " + arn);
  }

  /** A setting of a function, or the function itself, does not exist. */
  public static AwsError resourceNotFound() {
    return notFound("The resource you requested does not exist.");
  }

  /** A resource exists already, or is being changed. */
  public static AwsError conflict(String message) {
    return AwsError.modelled(
        ResourceConflictException.builder().type(USER).message(message).build());
  }

  /** The caller's revision id is not the present one. */
  public static AwsError revision(String operations) {
    return AwsError.modelled(
        PreconditionFailedException.builder()
            .type(USER)
            .message(
                "The Revision Id provided does not match the latest Revision Id. Call the "
                    + operations
                    + " API to retrieve the latest Revision Id")
            .build());
  }

  /** There is no provisioned concurrency. */
  public static AwsError noProvisionedConcurrency() {
    return AwsError.modelled(
        ProvisionedConcurrencyConfigNotFoundException.builder()
            .type(USER)
            .message("No Provisioned Concurrency Config found for this function")
            .build());
  }

  /** The code signing configuration of a function does not exist. */
  public static AwsError noCodeSigningConfig(String arn) {
    return AwsError.modelled(
        CodeSigningConfigNotFoundException.builder()
            .type(USER)
            .message(
                "The code signing configuration cannot be found. Check that the provided"
                    + " configuration is not deleted: "
                    + arn
                    + ".")
            .build());
  }

  /** A refusal in the words of a model constraint that the model does not contain. */
  public static AwsError constraint(String text) {
    return AwsError.client("ValidationException", 400, "1 validation error detected: " + text);
  }

  /** A request that is too large. */
  public static AwsError tooLarge(String message) {
    return AwsError.client("RequestEntityTooLargeException", 413, message);
  }

  /** Another account's function. */
  public static AwsError accessDenied() {
    return AwsError.client("AccessDeniedException", 403, null);
  }

  /** AWS supports this, but it is not implemented here. */
  public static AwsError notDone(String what) {
    return AwsError.server("InternalFailure", NOT_IMPLEMENTED, what + " is not implemented.");
  }
}
