package dev.brume.s3.control;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;

/**
 * An authorized request.
 *
 * @param context the request apart from its input
 * @param scope the account that the request names, and its region
 */
record ControlRequest(RequestContext context, Scope scope) {}
