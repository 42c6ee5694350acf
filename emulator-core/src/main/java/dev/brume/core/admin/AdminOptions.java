package dev.brume.core.admin;

import dev.brume.core.gateway.FaultInjection;
import dev.brume.core.gateway.Services;
import dev.brume.core.http.ConnectionCounters;
import dev.brume.core.http.ServerCertificate;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.time.ControllableTimeline;
import dev.brume.core.time.Stopwatch;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The objects that the emulator's own paths act on.
 *
 * @param version the emulator's version
 * @param services all services
 * @param store their state
 * @param timeline their time
 * @param guard keeps strangers' pages out
 * @param token what callers from other machines must show
 * @param process the process that serves
 * @param settings the configuration in force, by name
 * @param hooks what has become of the init scripts
 * @param certificate what TLS clients are shown
 * @param observer has seen the requests
 * @param traffic what was counted of the connections
 * @param stopwatch measures how long the server has been running
 * @param contained whether the server runs in a container
 * @param faults makes requests fail on purpose
 */
public record AdminOptions(
    String version,
    Services services,
    InMemoryStore store,
    ControllableTimeline timeline,
    HostGuard guard,
    AdminToken token,
    ServerProcess process,
    Supplier<Map<String, Object>> settings,
    InitStages hooks,
    ServerCertificate certificate,
    RequestObserver observer,
    ConnectionCounters traffic,
    Stopwatch stopwatch,
    boolean contained,
    FaultInjection faults) {}
