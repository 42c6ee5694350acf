package dev.brume.core.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.access.Authorizer;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.Regions;
import dev.brume.core.effect.LaneOutbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.CrossOrigin;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.id.SeededIds;
import dev.brume.core.observe.BodyRecorder;
import dev.brume.core.observe.RequestHistory;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.time.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A gateway in front of tiny services, with virtual time. Each of the services that it has binds
 * Echo and Open, and notes every context that it was called with.
 */
final class GatewayContext {
  final VirtualTimeline timeline = new VirtualTimeline();
  final LaneOutbox outbox = new LaneOutbox(timeline);
  final InMemoryStore store = new InMemoryStore();
  final List<RequestContext> calls = new ArrayList<>();
  final List<Throwable> failures = new ArrayList<>();
  final InternalPaths paths = new InternalPaths();
  final List<ServiceEntry> entries = new ArrayList<>();
  final AtomicLong stopwatchNanos = new AtomicLong();
  final RequestObserver observer =
      new RequestObserver(
          timeline,
          stopwatchNanos::get,
          new RequestHistory(100),
          new BodyRecorder(BodyRecorder.Settings.OFF),
          null);
  private boolean nonstandardRegions;
  private Credentials credentials;
  private ResponseListener listener;
  private ServiceAccess access;
  private Executor background = Runnable::run;
  private Authorizer authorizer = Authorizer.OFF;
  private Gateway gateway;

  GatewayContext() {
    timeline.runIn(new StoreSection(store, outbox));
  }

  /**
   * With services of every kind: json, twin (signs as json), form, rest, and objects (fallback).
   */
  static GatewayContext withServices() {
    return new GatewayContext()
        .add("json", "json", ProtocolId.AWS_JSON_1_0, ProtocolId.AWS_QUERY, ProtocolId.RPC_V2_CBOR)
        .add("twin", "json", ProtocolId.AWS_JSON_1_0)
        .add("form", "form", ProtocolId.AWS_QUERY)
        .add("rest", "rest", ProtocolId.REST_JSON_1)
        .add("objects", "objects", ProtocolId.REST_XML);
  }

  /** Adds a service that binds Echo and Open. */
  GatewayContext add(String id, String signingName, ProtocolId... protocols) {
    TinyService.Operations operations = new TinyService.Operations();
    return add(id, signingName, operations, usual(operations), protocols);
  }

  /** Adds a service that binds what {@code bindings} binds. */
  GatewayContext add(
      String id,
      String signingName,
      TinyService.Operations operations,
      Consumer<Binder> bindings,
      ProtocolId... protocols) {
    entries.add(
        TinyService.of(id, signingName, operations, bindings, Dialect.COMMON, protocols)
            .listener(listener)
            .access(access)
            .entry());
    return this;
  }

  /** Has the services that are added from now on tell {@code told} of their answers. */
  GatewayContext listener(ResponseListener told) {
    listener = told;
    return this;
  }

  /** Has the services that are added from now on ask {@code checked} who may do what. */
  GatewayContext access(ServiceAccess checked) {
    access = checked;
    return this;
  }

  /** Has {@code other} decide who may do what; otherwise everybody may do everything. */
  GatewayContext authorizer(Authorizer other) {
    authorizer = other;
    return this;
  }

  /** Has {@code executor} run what takes long; otherwise it is run at once. */
  GatewayContext background(Executor executor) {
    background = executor;
    return this;
  }

  private Consumer<Binder> usual(TinyService.Operations operations) {
    return binder -> {
      binder.on(operations.echo, this::echo);
      binder.on(
          operations.open,
          (context, input) -> {
            calls.add(context);
            return input;
          });
    };
  }

  /** What Echo does. */
  Struct echo(RequestContext context, Struct input) {
    calls.add(context);
    return DynamicStruct.of(TinyService.TEXT, "Text", input.get(0));
  }

  GatewayContext allowNonstandardRegions() {
    nonstandardRegions = true;
    return this;
  }

  /** Verifies signatures. */
  GatewayContext verify(Credential... known) {
    credentials = Credentials.of(List.of(known));
    return this;
  }

  Gateway gateway() {
    if (gateway == null) {
      Regions regions = new Regions(nonstandardRegions);
      String fallback = entries.get(entries.size() - 1).id();
      gateway =
          new Gateway(
              new GatewayOptions(
                  new Services(
                      entries, Map.of("alias", entries.get(0).id()), Set.of("websites"), fallback),
                  new CrossOrigin(CrossOrigin.Settings.DEFAULT),
                  paths,
                  new HostNames(List.of("aws.example.test"), regions),
                  credentials,
                  regions,
                  new Protocols(),
                  store,
                  outbox,
                  timeline,
                  new SeededIds(1),
                  background,
                  (requestId, request, failure) -> failures.add(failure),
                  observer,
                  authorizer,
                  new FaultInjection()));
    }
    return gateway;
  }

  /** The answer, which must be there at once. */
  Answer send(Ask ask) {
    CompletableFuture<HttpResponse> response = start(ask);
    if (!response.isDone()) {
      throw new AssertionError("There is no answer yet");
    }
    return new Answer(response.join());
  }

  CompletableFuture<HttpResponse> start(Ask ask) {
    return gateway().handle(ask.request()).toCompletableFuture();
  }

  /** The last call that reached a handler. */
  RequestContext lastCall() {
    return calls.get(calls.size() - 1);
  }

  /** A response, with its body read. */
  record Answer(HttpResponse response) {
    int status() {
      return response.status();
    }

    String header(String name) {
      return response.headers().first(name);
    }

    String body() {
      return new String(response.bytes(), UTF_8);
    }
  }

  /** A request to be. */
  static final class Ask {
    private final String method;
    private final String path;
    private final String query;
    private final Headers headers = new Headers();
    private RequestBody body = RequestBody.EMPTY;

    private Ask(String method, String path, String query) {
      this.method = method;
      this.path = path;
      this.query = query;
      headers.add("Host", "localhost:4566");
    }

    /** A request to {@code target}: a path, perhaps with a query. */
    static Ask of(String method, String target) {
      int mark = target.indexOf('?');
      return mark < 0
          ? new Ask(method, target, null)
          : new Ask(method, target.substring(0, mark), target.substring(mark + 1));
    }

    /** A call of Echo by JSON, unsigned as yet. */
    static Ask json(String target) {
      return of("POST", "/")
          .with("Content-Type", "application/x-amz-json-1.0")
          .with("X-Amz-Target", target)
          .body("{\"Text\":\"hello\"}");
    }

    Ask with(String name, String value) {
      headers.set(name, value);
      return this;
    }

    /** Signed for a service in us-east-1 by the key {@code test}. */
    Ask signedFor(String service) {
      return signed("test/20250101/us-east-1/" + service + "/aws4_request");
    }

    Ask signed(String credential) {
      return with(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=0a");
    }

    Ask body(String text) {
      body = new RequestBody.Whole(text.getBytes(UTF_8));
      return this;
    }

    Ask body(RequestBody newBody) {
      body = newBody;
      return this;
    }

    /** A form, as query protocols take it. */
    Ask form(String form) {
      return with("Content-Type", "application/x-www-form-urlencoded").body(form);
    }

    HttpRequest request() {
      return new HttpRequest(method, path, query, headers, body, ClientConnection.INTERNAL);
    }
  }
}
