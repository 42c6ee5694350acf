package dev.brume.server;

import dev.brume.core.admin.AdminOptions;
import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.admin.AdminToken;
import dev.brume.core.admin.BrumeRoutes;
import dev.brume.core.admin.ConsolePage;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.LocalStackRoutes;
import dev.brume.core.admin.ServerProcess;
import dev.brume.core.auth.Regions;
import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.FailureListener;
import dev.brume.core.gateway.FaultInjection;
import dev.brume.core.gateway.Gateway;
import dev.brume.core.gateway.GatewayOptions;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.InternalPaths;
import dev.brume.core.gateway.Protocols;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.http.ConnectionCounters;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.http.ServerCertificate;
import dev.brume.core.id.Ids;
import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.RequestHistory;
import dev.brume.core.observe.RequestLog;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.Persistence;
import dev.brume.core.state.SectionWatch;
import dev.brume.core.state.StateException;
import dev.brume.core.time.ControllableTimeline;
import dev.brume.core.time.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Assembles an emulator: the composition root, except for the network. */
final class Assembly {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  final ControllableTimeline timeline;
  final InMemoryStore store;
  final LaneOutbox outbox;
  final Services services;
  private final ServiceTable table;
  final Gateway gateway;
  final ServerCertificate certificate;
  final ConnectionCounters traffic = new ConnectionCounters();

  /** Warnings at start, one line each. */
  final List<String> warnings;

  final RequestObserver observer;

  /** Null if requests are not logged. */
  final RequestLog requestLog;

  /**
   * @param timeline already set up to run in the store's shared section
   */
  private Assembly(
      Configuration configuration,
      ControllableTimeline timeline,
      InMemoryStore store,
      LaneOutbox outbox,
      Ids ids,
      ServerProcess process,
      InitStages stages,
      FailureListener failureListener,
      Executor background) {
    this.timeline = timeline;
    this.store = store;
    this.outbox = outbox;
    this.certificate = certificate(configuration);
    this.requestLog = configuration.observer().openLog();
    this.observer = observer(configuration.observer(), timeline, requestLog);
    Regions regions =
        new Regions(configuration.allowNonstandardRegions(), configuration.defaultRegion());
    HostNames hosts = new HostNames(ownNames(configuration), regions);
    HostGuard guard = new HostGuard(hosts);
    InternalPaths paths = new InternalPaths();
    FaultInjection faults = new FaultInjection();
    this.table =
        new ServiceTable(configuration, timeline, ids, store, store.bodies(), outbox, background);
    this.services = table.services();
    this.warnings = warnings(configuration, services);
    table.addPaths(paths, guard);
    AdminOptions admin =
        new AdminOptions(
            BrumeVersion.current(),
            services,
            store,
            timeline,
            guard,
            AdminToken.of(configuration.adminToken()),
            process,
            configuration::toMap,
            stages,
            certificate,
            observer,
            traffic,
            Stopwatch.SYSTEM,
            Container.isAround(),
            faults);
    addAdminPaths(paths, admin, guard, hosts);
    this.gateway =
        new Gateway(
            new GatewayOptions(
                services,
                new CrossOrigin(configuration.crossOrigin()),
                paths,
                hosts,
                configuration.credentials(),
                regions,
                new Protocols(),
                store,
                outbox,
                timeline,
                ids,
                background,
                failureListener,
                observer,
                table.authorizer(),
                faults));
  }

  private static RequestObserver observer(
      ObserverSettings settings, ControllableTimeline timeline, RequestLog log) {
    return new RequestObserver(
        timeline,
        Stopwatch.SYSTEM,
        new RequestHistory(settings.remembered()),
        new BodyRecorder(settings.bodies()),
        log);
  }

  private static ServerCertificate certificate(Configuration configuration) {
    return configuration.certificate() == null
        ? ServerCertificate.BUNDLED
        : ServerCertificate.ofFile(configuration.certificate());
  }

  static Assembly of(
      Configuration configuration,
      Clock clock,
      Function<InMemoryStore, Ids> ids,
      ServerProcess process,
      InitStages stages,
      FailureListener failureListener,
      Duration sectionLimit) {
    Persistence persistence = configuration.persistence();
    InMemoryStore store = persistence == null ? new InMemoryStore() : open(persistence);
    LaneOutbox outbox = new LaneOutbox(clock.timeline());
    if (configuration.verifyBodies()) {
      store.bodies().verifyReads();
    }
    if (sectionLimit != null) {
      store.watchedBy(
          new SectionWatch(sectionLimit, taken -> failureListener.failed(null, null, taken)));
    }
    StoreSection section = new StoreSection(store, outbox);
    clock.runIn(section);
    outbox.runIn(section);
    store.onDiscard(outbox::clear);
    Assembly assembly =
        new Assembly(
            configuration,
            clock.timeline(),
            store,
            outbox,
            ids.apply(store),
            process,
            stages,
            failureListener,
            sectionLimit == null ? virtualThreads() : platformThreads());
    store.onReplace(assembly::resume);
    assembly.resume();
    return assembly;
  }

  private static InMemoryStore open(Persistence persistence) {
    try {
      return persistence.open();
    } catch (StateException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Runs due work of services that hold state, even before their first request. */
  private void resume() {
    for (String service : store.services()) {
      ServiceEntry entry = services.find(service);
      if (entry == null || !entry.isOffered()) {
        LOG.warn("The state holds something of {}, which is not done here", service);
      } else if (entry.isEnabled()) {
        entry.bound().service().resume();
      }
    }
  }

  /**
   * The warnings about the configuration, with a line for names in SERVICES that no service has.
   */
  private static List<String> warnings(Configuration configuration, Services services) {
    if (configuration.services() == null) {
      return configuration.warnings();
    }
    String unknown =
        configuration.services().stream()
            .filter(name -> services.find(name) == null)
            .sorted()
            .collect(Collectors.joining(", "));
    List<String> warnings = new ArrayList<>(configuration.warnings());
    if (!unknown.isEmpty()) {
      warnings.add("SERVICES names no service by: " + unknown);
    }
    return List.copyOf(warnings);
  }

  /** Has an object of this program answer the calls of functions that name it. */
  void addHandler(String name, Object handler) {
    table.addHandler(name, handler);
  }

  /** Tells services where the server is reached. */
  void listensAt(int port) {
    table.listensAt(port);
  }

  /** Answers the pending long polls. */
  void endWaits() {
    services.all().forEach(ServiceEntry::endWaits);
  }

  /** Saves persistent state, and writes the last lines of the request log. */
  void close() {
    table.close();
    store.close();
    if (requestLog != null) {
      requestLog.close();
    }
  }

  /** Creates every offered service, which otherwise happens at its first request. */
  void makeServices() {
    for (ServiceEntry entry : services.all()) {
      if (entry.isOffered() && entry.isEnabled()) {
        entry.bound();
      }
    }
  }

  private static void addAdminPaths(
      InternalPaths paths, AdminOptions admin, HostGuard guard, HostNames hosts) {
    paths
        .landAt(ConsolePage.PATH + "/", request -> ConsolePage.isVisit(request, hosts))
        .at(() -> BrumeRoutes.of(admin), "/_brume")
        .at(() -> LocalStackRoutes.of(admin), "/_localstack", "/health")
        .at(() -> new AdminRoutes(guard), "/_aws");
  }

  private static List<String> ownNames(Configuration configuration) {
    String name = HostNames.nameOf(configuration.publicHost());
    return name == null ? List.of() : List.of(name);
  }

  /** Runs all long or blocking work of the whole server. */
  private static Executor virtualThreads() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("brume-background-", 0).factory());
  }

  /** The same where threads are watched: virtual ones do not know what time they take. */
  private static Executor platformThreads() {
    return work -> {
      Thread thread = new Thread(work, "brume-background");
      thread.setDaemon(true);
      thread.start();
    };
  }
}
