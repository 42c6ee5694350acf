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
 * @param requestId the id that the answer carries
 * @param original the request as it came
 * @param request the same as the dialect has adapted it
 * @param operation what was asked for; null where that was not clear
 * @param caller who asked; null where the request was refused before that was known, and where
 *     nobody signed
 * @param context what the operation was told; null where it was not reached
 * @param input what the operation was given; null where it was not reached
 * @param output what the operation came to; null where it was refused, or is none of the model
 * @param signed how the request was signed
 * @param response the answer; a body that streams has not been read yet
 * @param error why it was refused, or null
 * @param begunMillis when the head of the request had come
 * @param latencyNanos from then to the head of the answer
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
