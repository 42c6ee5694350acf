package dev.brume.core.gateway;

import dev.brume.core.auth.Signature;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;

/**
 * A request with its response.
 *
 * @param requestId the id in the response
 * @param original the request as received
 * @param request the request as adapted by the dialect
 * @param operation the operation; null if it could not be determined
 * @param caller the caller; null for an unsigned request and if the request was refused before
 *     authentication
 * @param context the operation's context; null if the operation was not reached
 * @param input the operation's input; null if the operation was not reached
 * @param output the operation's output; null if it was refused or is not in the model
 * @param signed how the request was signed
 * @param response the response; a streamed body has not been read yet
 * @param error the error, or null
 * @param begunMillis when the head of the request had arrived
 * @param latencyNanos from then to the head of the response
 */
public record CompletedRequest(
    String requestId,
    HttpRequest original,
    HttpRequest request,
    Operation<?, ?> operation,
    Caller caller,
    RequestContext context,
    Struct input,
    Struct output,
    Signature.Form signed,
    HttpResponse response,
    AwsError error,
    long begunMillis,
    long latencyNanos) {}
