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
 * @param guard refuses pages of foreign sites
 * @param token required from callers on other machines
 * @param process the server's process
 * @param settings the configuration in force, by name
 * @param hooks the results of the init scripts
 * @param certificate the certificate for TLS clients
 * @param observer the recorded requests
 * @param traffic the connection counters
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
