package dev.brume.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.auth.Regions;
import dev.brume.core.effect.Outbox;
import dev.brume.core.gateway.FailureListener;
import dev.brume.core.gateway.FaultInjection;
import dev.brume.core.gateway.Gateway;
import dev.brume.core.gateway.GatewayOptions;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.gateway.InternalPaths;
import dev.brume.core.gateway.Protocols;
import dev.brume.core.gateway.RequestPattern;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.state.Store;
import dev.brume.core.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Services behind a complete gateway, without sockets: requests and responses as values, in virtual
 * time. A bug of the server fails the test that triggers it.
 *
 * <pre>{@code
 * class TopicsTest {
 *   private final WireClient sns = TestServer.of(SnsApi.SERVICE, SnsService::new).client();
 *
 *   @Test
 *   void areMadeByName() {
 *     String arn = sns.ok("CreateTopic", "Name", "news").path("TopicArn").asText();
 *     assertThat(arn).isEqualTo("arn:aws:sns:eu-west-1:123456789012:news");
 *     sns.call("CreateTopic", "Name", "").isError(400, "InvalidParameter");
 *   }
 * }
 * }</pre>
 */
public final class TestServer {
  private final Builder parts;
  private final TestEnvironment environment;
  private Map<String, Service> made = new LinkedHashMap<>();
  private Gateway gateway;
  private volatile Throwable bug;

  private TestServer(Builder parts) {
    this.parts = parts;
    environment = new TestEnvironment(parts.background);
    environment.store().onReplace(this::resume);
    parts.ports.accept(environment.ports());
    gateway = gateway();
  }

  /** A server with one service. */
  public static TestServer of(
      ServiceSchema schema, Function<Surroundings, ? extends Service> factory) {
    return builder().service(schema, factory).build();
  }

  /** Configures a server with several services, or with an unusual one. */
  public static Builder builder() {
    return new Builder();
  }

  /** A service that is not created yet. */
  private record Part(
      ServiceSchema schema,
      Function<Surroundings, ? extends Service> factory,
      RequestPattern mark) {}

  /** Configures a server. */
  public static final class Builder {
    private final Map<String, Part> services = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final List<Endpoint<?>> endpoints = new ArrayList<>();
    private Consumer<Ports> ports = none -> {};
    private Executor background = Runnable::run;
    private Function<Surroundings, Surroundings> change = Function.identity();

    private record Endpoint<S extends Service>(
        String serviceId,
        Class<S> type,
        Function<S, ? extends InternalEndpoint> endpoint,
        String[] paths) {
      InternalEndpoint of(Service service) {
        return endpoint.apply(type.cast(service));
      }
    }

    private Builder() {}

    /** Adds a service. */
    public Builder service(
        ServiceSchema schema, Function<Surroundings, ? extends Service> factory) {
      services.put(schema.id(), new Part(schema, factory, null));
      return this;
    }

    /** Adds a service that shares the signing name of another, and is identified by a pattern. */
    public Builder service(
        ServiceSchema schema,
        Function<Surroundings, ? extends Service> factory,
        RequestPattern mark) {
      services.put(schema.id(), new Part(schema, factory, mark));
      return this;
    }

    /** Gives a service a further signing name and host label. */
    public Builder alias(String alias, String serviceId) {
      aliases.put(alias, serviceId);
      return this;
    }

    /** Adds an endpoint of a service on the emulator's own paths. */
    public <S extends Service> Builder endpoint(
        String serviceId,
        Class<S> type,
        Function<S, ? extends InternalEndpoint> endpoint,
        String... paths) {
      endpoints.add(new Endpoint<>(serviceId, type, endpoint, paths));
      return this;
    }

    /** Offers replacements of other services' interfaces. */
    public Builder ports(Consumer<Ports> offers) {
      ports = ports.andThen(offers);
      return this;
    }

    /** Runs slow work in {@code executor}; by default it runs at once. */
    public Builder background(Executor executor) {
      background = executor;
      return this;
    }

    /** Replaces the surroundings of services and gateway, for example the authorizer. */
    public Builder surroundings(Function<Surroundings, Surroundings> other) {
      change = other;
      return this;
    }

    public TestServer build() {
      return new TestServer(this);
    }
  }

  private Gateway gateway() {
    Surroundings surroundings = parts.change.apply(environment.surroundings());
    Regions regions = new Regions(false);
    Outbox outbox = surroundings.outbox();
    return new Gateway(
        new GatewayOptions(
            services(surroundings),
            new CrossOrigin(CrossOrigin.Settings.DEFAULT),
            paths(surroundings),
            new HostNames(List.of(), regions),
            null,
            regions,
            new Protocols(),
            environment.store(),
            outbox,
            environment.timeline(),
            surroundings.ids(),
            surroundings.background(),
            failures(),
            RequestObserver.countingOnly(environment.timeline()),
            surroundings.authorizer(),
            new FaultInjection()));
  }

  private FailureListener failures() {
    return (requestId, request, failure) -> {
      bug = failure;
      throw new AssertionError("A bug answered " + requestId, failure);
    };
  }

  private Services services(Surroundings surroundings) {
    List<ServiceEntry> entries = new ArrayList<>();
    Map<String, RequestPattern> marks = new LinkedHashMap<>();
    for (Part part : parts.services.values()) {
      ServiceSchema schema = part.schema;
      entries.add(
          new ServiceEntry(
              schema.id(),
              schema.signingName(),
              schema.endpointPrefix(),
              schema.targetPrefix() == null ? "" : schema.targetPrefix(),
              schema.version(),
              schema.protocols(),
              true,
              true,
              () -> make(part, surroundings)));
      if (part.mark != null) {
        marks.put(schema.id(), part.mark);
      }
    }
    return new Services(entries, parts.aliases, Set.of(), marks, entries.get(0).id());
  }

  private InternalPaths paths(Surroundings surroundings) {
    InternalPaths paths = new InternalPaths();
    for (Builder.Endpoint<?> endpoint : parts.endpoints) {
      Part part = parts.services.get(endpoint.serviceId());
      paths.at(() -> endpoint.of(make(part, surroundings)), endpoint.paths());
    }
    return paths;
  }

  private Service make(Part part, Surroundings surroundings) {
    Service known = made.get(part.schema.id());
    if (known == null) {
      known = part.factory.apply(surroundings);
      made.put(part.schema.id(), known);
    }
    return known;
  }

  /** The service with that id, created now if it does not exist. */
  public <S extends Service> S service(String id, Class<S> type) {
    return type.cast(make(parts.services.get(id), parts.change.apply(environment.surroundings())));
  }

  /** A client of the first service. */
  public WireClient client() {
    return new WireClient(this, parts.services.values().iterator().next().schema());
  }

  /** A client of one of the services. */
  public WireClient client(ServiceSchema schema) {
    return new WireClient(this, schema);
  }

  /** Handles a request as if it came from the server's front end. */
  public CompletableFuture<HttpResponse> handle(HttpRequest request) {
    CompletableFuture<HttpResponse> response = gateway.handle(request).toCompletableFuture();
    if (bug != null) {
      throw new AssertionError("A bug of the server", bug);
    }
    environment.assertSectionsShort();
    return response;
  }

  /** Time, state and ids. */
  public TestEnvironment environment() {
    return environment;
  }

  /** The timeline. */
  public VirtualTimeline timeline() {
    return environment.timeline();
  }

  /** Advances the time; due work runs on the way, in order. */
  public void pass(Duration duration) {
    environment.pass(duration);
  }

  /** Advances the time by seconds. */
  public void passSeconds(long seconds) {
    environment.passSeconds(seconds);
  }

  // -------------------------------------------------------------------------------- state

  /**
   * Restarts: all state is encoded and read back, and every service is created again. Clients stay
   * valid.
   */
  public void restart() {
    List<String> ids = List.copyOf(made.keySet());
    made = new LinkedHashMap<>();
    gateway = gateway();
    Surroundings surroundings = parts.change.apply(environment.surroundings());
    ids.forEach(id -> make(parts.services.get(id), surroundings));
    environment.restart();
  }

  private void resume() {
    made.values().forEach(Service::resume);
  }

  /** Restores a snapshot, and releases it. */
  public void restore(Store.Snapshot snapshot) {
    try (snapshot) {
      environment.store().restore(snapshot);
    }
  }

  /** Asserts that {@code look} returns the same after a restart. */
  public void assertKept(Supplier<?> look) {
    Object before = look.get();
    restart();
    assertThat(look.get()).as("what is seen after a restart").isEqualTo(before);
  }

  /**
   * Asserts that {@code look} returns the same after {@code change} and a restore of the state
   * before it.
   */
  public void assertRestored(Supplier<?> look, Runnable change) {
    Object before = look.get();
    Store.Snapshot snapshot = environment.snapshot();
    change.run();
    restore(snapshot);
    assertThat(look.get()).as("what is seen after a restore").isEqualTo(before);
  }
}
