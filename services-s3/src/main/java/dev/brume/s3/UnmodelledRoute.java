package dev.brume.s3;

import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.http.HttpRequest;

/** Recognizes requests that are for none of the model's operations. */
@FunctionalInterface
public interface UnmodelledRoute {
  /**
   * The handler of the request; null if it is not for this feature.
   *
   * @param hosts parse the Host header
   */
  UnmodelledHandler handler(HttpRequest request, HostNames hosts);
}
