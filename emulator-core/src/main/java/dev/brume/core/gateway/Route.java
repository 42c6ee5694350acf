package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;

/**
 * The destination of a request: service, protocol, operation.
 *
 * @param entry the service; null if only the form in the body tells
 * @param region the region that the address names, or null
 * @param refusal the error to answer instead, or null
 */
record Route(ServiceEntry entry, String region, AwsError refusal) {
  /** The service can only be determined from the body. */
  static final Route NEEDS_FORM = new Route(null, null, null);

  static Route to(ServiceEntry entry) {
    return new Route(entry, null, null);
  }
}
