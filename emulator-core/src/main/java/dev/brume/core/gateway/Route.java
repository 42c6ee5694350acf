package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;

/**
 * The destination of a request: service, protocol, operation.
 *
 * @param entry the service; null where only the form in the body can tell
 * @param region the region that the address names, or null
 * @param refusal the error to answer instead, or null
 */
record Route(ServiceEntry entry, String region, AwsError refusal) {
  /** The body must be read to tell. */
  static final Route NEEDS_FORM = new Route(null, null, null);

  static Route to(ServiceEntry entry) {
    return new Route(entry, null, null);
  }
}
