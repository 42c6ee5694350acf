package dev.brume.core.gateway;

import dev.brume.core.access.Authorizer;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.Regions;
import dev.brume.core.effect.Outbox;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.id.Ids;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The settings and parts of a gateway.
 *
 * @param services all services
 * @param crossOrigin which web pages may call
 * @param internalPaths the emulator's own paths
 * @param hosts the names under which the server is reached
 * @param credentials the credentials that signatures are verified against; null if any are accepted
 * @param regions the known regions
 * @param protocols the protocol of each id
 * @param store the store in whose shared section handlers run
 * @param outbox drained after each handler
 * @param timeline the time by which presigned requests expire
 * @param ids generates the request ids
 * @param background runs work that may take long or block: background operations, large documents,
 *     the emulator's own paths
 * @param failureListener called for bugs
 * @param observer sees every AWS request
 * @param authorizer decides which callers may perform which actions
 * @param faults makes requests fail on purpose
 */
public record GatewayOptions(
    Services services,
    CrossOrigin crossOrigin,
    InternalPaths internalPaths,
    HostNames hosts,
    Credentials credentials,
    Regions regions,
    Function<ProtocolId, Protocol> protocols,
    Store store,
    Outbox outbox,
    Timeline timeline,
    Ids ids,
    Executor background,
    FailureListener failureListener,
    RequestObserver observer,
    Authorizer authorizer,
    FaultInjection faults) {}
