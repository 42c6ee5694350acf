package dev.brume.core.observe;

import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.schema.ProtocolId;
import java.util.List;

/**
 * The record of one request and its result. Created for each request, so nothing in it is
 * formatted, and it references neither the request nor its response.
 *
 * @param number counts all requests since the start
 * @param timeMillis when it was answered, on the emulator's timeline
 * @param machineMillis the same by the machine's clock
 * @param service the service's id; null if there is none
 * @param operation as AWS spells it; null if it was not determined
 * @param account the account it acted in, or null
 * @param region the region it acted in, or null
 * @param resource the resources that its input names
 * @param protocol its protocol, or null
 * @param method the HTTP method
 * @param path the path as sent, without the query
 * @param status the HTTP status of the response
 * @param errorCode the code of the error, or null
 * @param cause the cause of a refusal or failure, or null; may hold secrets, see {@link
 *     SecretRedaction}
 * @param latencyNanos from the head of the request to the head of the response
 * @param requestId the id in the response, or null
 * @param requestBytes the length of the request's body; -1 if unknown
 * @param responseBytes the length of the response's body; -1 if unknown
 * @param capture the messages, if they are kept; else null
 * @param access the policy decisions; empty if no policies were evaluated
 */
public record RequestRecord(
    long number,
    long timeMillis,
    long machineMillis,
    String service,
    String operation,
    String account,
    String region,
    List<ResourceName> resource,
    ProtocolId protocol,
    String method,
    String path,
    int status,
    String errorCode,
    String cause,
    long latencyNanos,
    String requestId,
    long requestBytes,
    long responseBytes,
    Capture capture,
    List<EvaluatedAccess> access) {}
