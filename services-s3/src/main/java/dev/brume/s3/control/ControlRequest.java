package dev.brume.s3.control;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;

/**
 * A request from a caller who may.
 *
 * @param context what is known of the request beside its input
 * @param scope the account that the request names, and the region that it is for
 */
record ControlRequest(RequestContext context, Scope scope) {}
