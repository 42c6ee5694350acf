package dev.brume.server;

import dev.brume.core.admin.InitStages;
import dev.brume.core.admin.InitStages.Stage;
import dev.brume.core.admin.ServerProcess;
import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credentials;
import dev.brume.core.blob.FileProblem;
import dev.brume.core.gateway.FailureListener;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.LoopWatch;
import dev.brume.core.http.ServerCertificate;
import dev.brume.core.id.Ids;
import dev.brume.core.id.SeededIds;
import dev.brume.core.netty.FrontEndOptions;
import dev.brume.core.netty.HttpFrontEnd;
import dev.brume.core.observe.RequestRecord;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.state.Persistence;
import dev.brume.core.state.Store;
import dev.brume.core.time.ControllableTimeline;
import dev.brume.core.time.VirtualTimeline;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * An emulator that runs inside this process: {@code Brume.builder().start()} listens on a free port
 * of this machine until it is closed. Each instance has its own state, so any number can run at a
 * time.
 */
public final class Brume implements AutoCloseable {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final String DEFAULT_ACCOUNT = "000000000000";

  private final Assembly parts;
  private final Clock clock;
  private final HttpFrontEnd frontEnd;
  private final List<ListenAddress> listening;

  private Brume(Assembly parts, Clock clock, HttpFrontEnd frontEnd, List<ListenAddress> listening) {
    this.parts = parts;
    this.clock = clock;
    this.frontEnd = frontEnd;
    this.listening = listening;
  }

  /** Starts to configure an emulator. */
  public static Builder builder() {
    return new Builder();
  }

  /** The main port. */
  public int port() {
    return listening.get(0).port();
  }

  /** The address for clients on this machine, such as {@code http://localhost:4566}. */
  public URI endpoint() {
    return URI.create("http://localhost:" + port());
  }

  /** The addresses that it listens on; the first is the main one. */
  public List<ListenAddress> listening() {
    return listening;
  }

  /** Its timeline. */
  public ControllableTimeline timeline() {
    return parts.timeline;
  }

  /** The default region of clients. */
  public String region() {
    return DEFAULT_REGION;
  }

  /** The default account of clients: 12 digits. */
  public String account() {
    return DEFAULT_ACCOUNT;
  }

  /** Deletes the state of every service. */
  public void reset() {
    parts.store.reset();
  }

  /**
   * Deletes the state of one service, such as {@code s3}.
   *
   * @throws IllegalArgumentException if there is no such service
   */
  public void resetService(String service) {
    ServiceEntry entry = parts.services.find(service);
    if (entry == null) {
      throw new IllegalArgumentException("There is no service '" + service + "'");
    }
    parts.store.resetService(entry.id());
  }

  /**
   * Deletes an account's state in every service.
   *
   * @param account 12 digits
   */
  public void resetAccount(String account) {
    if (!Accounts.isAccount(account)) {
      throw new IllegalArgumentException("'" + account + "' is not an account: 12 digits are one");
    }
    parts.store.resetAccount(account);
  }

  /**
   * Takes a snapshot of all services' state, which can be {@link #restore restored} any number of
   * times. Unchanged state is shared, so it costs little.
   *
   * @return the snapshot; close it when it is no longer needed
   */
  public Store.Snapshot snapshot() {
    return parts.store.snapshot();
  }

  /** Restores the state of {@code snapshot}. */
  public void restore(Store.Snapshot snapshot) {
    parts.store.restore(snapshot);
  }

  /** Runs all waiting effects, and returns when none is running any more. */
  public void settle() {
    parts.outbox.settle().toCompletableFuture().join();
  }

  /**
   * The last requests to AWS's services, oldest first, one line each as written by {@code
   * --log-requests line}.
   *
   * @param atMost the most lines
   */
  public List<String> lastRequests(int atMost) {
    List<RequestRecord> newest = parts.observer.history().newest(request -> true, atMost);
    return new Requests("requests", newest.reversed()).lines();
  }

  /**
   * The recorded requests as of now, the last thousand by default. So {@code
   * brume.requests().to("s3", "PutObject").with("Key", "a.txt").assertCount(2)} checks that an
   * object was put twice.
   */
  public Requests requests() {
    List<RequestRecord> newest =
        parts.observer.history().newest(request -> true, Integer.MAX_VALUE);
    return new Requests("requests", newest.reversed());
  }

  /** Clears the recorded requests. */
  public void forgetRequests() {
    parts.observer.clear();
  }

  /**
   * The number of {@link #requests} for an operation.
   *
   * @param service the service's id, such as {@code s3}
   * @param operation as AWS spells it, such as {@code PutObject}
   */
  public int countRequests(String service, String operation) {
    return requests().to(service, operation).count();
  }

  /** Answers a request without the network. */
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    return parts.gateway.handle(request);
  }

  /**
   * Has an object of this program answer the calls of Lambda functions: of every function, in any
   * account, that is made with the bucket {@code jvm-handlers} and the key {@code name} for its
   * code. It runs on threads of its own, several at a time, with this program's environment
   * variables and standard output; one that takes longer than the function's timeout is
   * interrupted.
   *
   * @param name by which functions name it; an earlier one of that name is replaced
   * @param handler a {@link dev.brume.lambda.FunctionHandler}, a {@link
   *     java.util.function.Function}, or a {@code RequestHandler} or {@code RequestStreamHandler}
   *     of aws-lambda-java-core
   * @throws IllegalArgumentException where it is something else
   */
  public void addHandler(String name, Object handler) {
    parts.addHandler(name, handler);
  }

  /**
   * Makes a Lambda function of an object of this program, in the default {@link #account} and
   * {@link #region}, with a timeout of 15 minutes; or gives the object to the function of that
   * name.
   *
   * @param name the function's name
   * @param handler as for {@link #addHandler}
   * @throws IllegalArgumentException where there can't be such a function
   */
  public void addFunction(String name, Object handler) {
    addHandler(name, handler);
    new EmbeddedFunctions(parts.gateway, account(), region()).add(name);
  }

  Assembly parts() {
    return parts;
  }

  /**
   * Accepts no more requests, lets those in progress finish, then stops. Pending long polls, such
   * as receives from an empty queue, are answered at once.
   *
   * @param gracePeriod how long the requests in progress may take
   */
  public void stop(Duration gracePeriod) {
    frontEnd.stop(gracePeriod, gracePeriod.isZero() ? () -> {} : parts::endWaits);
    clock.close().run();
    parts.close();
  }

  /** Stops at once. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  /** Configures and starts an emulator. */
  public static final class Builder {
    private final Map<String, String> settings = new HashMap<>();
    private UnaryOperator<Configuration> changes = UnaryOperator.identity();
    private Configuration whole;
    private Clock clock;
    private Long seed;
    private FailureListener failureListener = FailureListener.NONE;
    private ServerProcess process = ServerProcess.EMBEDDED;
    private InitStages stages = started();
    private Duration loopLimit;
    private Duration sectionLimit;

    private Builder() {}

    /** Listens on {@code port} of this machine; 0, the default, selects any free one. */
    public Builder port(int port) {
      return change(
          configuration -> {
            ListenAddress first = configuration.listen().get(0);
            return configuration.withListen(List.of(new ListenAddress(first.host(), port)));
          });
    }

    /**
     * Sets a variable of docs/configuration.md, such as {@code SERVICES}; the process's own
     * environment is not read.
     */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    private Builder change(UnaryOperator<Configuration> change) {
      UnaryOperator<Configuration> before = changes;
      changes = configuration -> change.apply(before.apply(configuration));
      return this;
    }

    /** The resulting configuration. */
    private Configuration configuration() {
      if (whole != null && !settings.isEmpty()) {
        throw new UsageException("Choose a configuration or single settings, not both");
      }
      return changes.apply(whole == null ? Configuration.embedded(settings) : whole);
    }

    /**
     * Uses virtual time, which stands still at {@link VirtualTimeline#START} until it is advanced.
     */
    public Builder virtualTime() {
      return virtualTime(VirtualTimeline.START);
    }

    /** Uses virtual time, which stands still at {@code start} until it is advanced. */
    public Builder virtualTime(Instant start) {
      clock = Clock.virtual(start);
      return this;
    }

    /**
     * Generates the same ids in every run with the same seed and requests; with {@link #data}, in
     * every run from the same initial state.
     */
    public Builder seed(long chosen) {
      seed = chosen;
      return this;
    }

    /**
     * Persists the state in {@code directory}: everything acknowledged is available after the next
     * start, however this process ends. Only one emulator at a time can use it.
     */
    public Builder data(Path directory) {
      return data(Persistence.always(directory));
    }

    /** Persists the state as {@code persistence} specifies. */
    public Builder data(Persistence persistence) {
      return change(configuration -> configuration.withPersistence(persistence));
    }

    /** Verifies every signature against {@code known}; otherwise any are accepted. */
    public Builder verify(Credentials known) {
      return change(configuration -> configuration.withCredentials(known));
    }

    /** Uses {@code configuration}, including its addresses. */
    public Builder configuration(Configuration newConfiguration) {
      whole = newConfiguration;
      return this;
    }

    /** Calls {@code listener} for every failure that is a bug. */
    public Builder onFailure(FailureListener listener) {
      failureListener = listener;
      return this;
    }

    /**
     * Reports every request to {@link #onFailure} that occupies an event loop for more CPU time
     * than that; for tests of the emulator itself.
     */
    public Builder watchLoops(Duration limit) {
      loopLimit = limit;
      return this;
    }

    /**
     * Reports every section of the store to {@link #onFailure} that takes more CPU time than that;
     * for tests of the emulator itself.
     */
    public Builder watchSections(Duration limit) {
      sectionLimit = limit;
      return this;
    }

    private HttpHandler handler(Configuration configuration, HttpHandler gateway) {
      return watched(configuration.behindTls() ? new BehindTls(gateway) : gateway);
    }

    private HttpHandler watched(HttpHandler gateway) {
      return loopLimit == null
          ? gateway
          : new LoopWatch(
              gateway,
              loopLimit,
              (request, cpuTime) ->
                  failureListener.failed(
                      null,
                      request,
                      new IllegalStateException(
                          "A request kept an event loop for " + cpuTime.toMillis() + " ms")));
    }

    /** An embedded emulator runs no scripts: it is ready when it serves. */
    private static InitStages started() {
      InitStages stages = new InitStages();
      stages.complete(Stage.BOOT);
      stages.complete(Stage.START);
      stages.complete(Stage.READY);
      return stages;
    }

    Builder stages(InitStages newStages) {
      stages = newStages;
      return this;
    }

    Builder process(ServerProcess newProcess) {
      process = newProcess;
      return this;
    }

    /**
     * Starts.
     *
     * @throws UsageException if an address can't be listened on, the state can't be persisted, or a
     *     setting has an invalid value
     */
    public Brume start() {
      Configuration configuration = configuration();
      Clock time = clock != null ? clock : Clock.system();
      checkCertificate(configuration);
      Assembly parts;
      try {
        parts =
            Assembly.of(
                configuration, time, this::ids, process, stages, failureListener, sectionLimit);
      } catch (UsageException e) {
        time.close().run();
        throw e;
      }
      HttpFrontEnd frontEnd =
          new HttpFrontEnd(
              handler(configuration, parts.gateway),
              time.timeline()::nowMillis,
              FrontEndOptions.defaults()
                  .withCertificate(parts.certificate)
                  .withTraffic(parts.traffic));
      try {
        List<ListenAddress> listening = listen(configuration, frontEnd);
        parts.listensAt(listening.getFirst().port());
        parts.store.bodies().sweep();
        return new Brume(parts, time, frontEnd, listening);
      } catch (UsageException e) {
        frontEnd.close();
        time.close().run();
        parts.close();
        throw e;
      }
    }

    /** Reports an invalid file now, and not when the first client can't connect. */
    private static void checkCertificate(Configuration configuration) {
      Path file = configuration.certificate();
      if (file == null) {
        return;
      }
      try {
        ServerCertificate certificate = ServerCertificate.ofFile(file);
        certificate.certificatesPem();
        certificate.privateKeyPem();
      } catch (IOException e) {
        String reason = FileProblem.of(e);
        throw new UsageException("CUSTOM_SSL_CERT_PATH: can't use " + file + ": " + reason);
      }
    }

    /** Persisted state contains ids, which must not be generated again. */
    private Ids ids(InMemoryStore store) {
      return seed == null ? SeededIds.random() : new SeededIds(seed + 31 * store.age());
    }

    private static List<ListenAddress> listen(Configuration configuration, HttpFrontEnd frontEnd) {
      List<ListenAddress> listening = new ArrayList<>();
      for (ListenAddress address : configuration.listen()) {
        try {
          int port = frontEnd.start(address.host(), address.port());
          listening.add(new ListenAddress(address.host(), port));
        } catch (BindException e) {
          throw cantListen(address, e.getCause().getMessage());
        }
      }
      return List.copyOf(listening);
    }

    /** Uses the emulator's own words if the operating system's are known. */
    private static UsageException cantListen(ListenAddress address, String reason) {
      String text = String.valueOf(reason);
      if (text.contains("in use")) {
        return new UsageException(
            "port " + address.port() + " is in use; choose another one with --port");
      }
      String why = text;
      if (text.contains("Permission denied")) {
        why = "this user may not use port " + address.port();
      } else if (text.contains("assign requested address")) {
        why = address.host() + " is no address of this machine";
      }
      return new UsageException("can't listen on " + address + ": " + why);
    }
  }
}
