package dev.brume.core.observe;

import dev.brume.core.access.EvaluatedAccess;
import dev.brume.core.schema.ProtocolId;
import java.util.List;

/**
 * The record of one request and its result. Made for each, so nothing in it is formatted, and it
 * holds on to neither the request nor its answer.
 *
 * @param number counts all requests since the start
 * @param timeMillis when it was answered, on the emulator's timeline
 * @param machineMillis the same by the machine's clock
 * @param service the service's id; null where none was asked
 * @param operation as AWS spells it; null where it did not become clear
 * @param account the account it acted in, or null
 * @param region the region it acted in, or null
 * @param resource what it acted on, as far as its input names it
 * @param protocol how it was written, or null
 * @param method the HTTP method
 * @param path the path as sent, without the query
 * @param status the HTTP status of the answer
 * @param errorCode the code of the error, or null
 * @param cause why it was refused or failed, or null; may hold secrets, see {@link SecretRedaction}
 * @param latencyNanos from the head of the request to the head of the answer
 * @param requestId the id that the answer carries, or null
 * @param requestBytes the length of the body; -1 where the client did not say
 * @param responseBytes the length of the answer's body; -1 where it was not known
 * @param capture the messages themselves, where they were asked for; else null
 * @param access what policies were asked for it, and what they said; empty where they were not
 *     asked
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
