package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;

/**
 * Which requests fail on purpose, and how.
 *
 * @param region the region to match, or null for any
 * @param service the id of the service to match, or null for any
 * @param operation the operation to match as AWS spells it, or null for any
 * @param probability the probability that a matching request fails, 0.0 to 1.0
 * @param statusCode the HTTP status of the response, 400 to 599
 * @param code the error's code
 */
public record FaultRule(
    String region,
    String service,
    String operation,
    double probability,
    int statusCode,
    String code) {

  /** The status of a rule without an error status. */
  public static final int DEFAULT_STATUS = 503;

  /** The error code of a rule without a code. */
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
