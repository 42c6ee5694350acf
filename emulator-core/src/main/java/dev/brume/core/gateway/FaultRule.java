package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;

/**
 * Which requests fail on purpose, and how.
 *
 * @param region the region that it is about, or null: any
 * @param service the service's id, or null: any
 * @param operation as AWS spells it, or null: any
 * @param probability how likely such a request fails, 0.0 to 1.0
 * @param statusCode the HTTP status of the answer, 400 to 599
 * @param code the error's code
 */
public record FaultRule(
    String region,
    String service,
    String operation,
    double probability,
    int statusCode,
    String code) {

  /** What a rule answers that names no error. */
  public static final int DEFAULT_STATUS = 503;

  /** The code of an error that a rule does not name. */
  public static final String DEFAULT_CODE = "ServiceUnavailable";

  private static final String MESSAGE = "Operation failed due to a simulated fault";

  boolean concerns(String inRegion, String ofService, String called) {
    return (region == null || region.equals(inRegion))
        && (service == null || service.equals(ofService))
        && (operation == null || operation.equals(called));
  }

  AwsError error() {
    return statusCode < 500
        ? AwsError.client(code, statusCode, MESSAGE)
        : AwsError.server(code, statusCode, MESSAGE);
  }
}
