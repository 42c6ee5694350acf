package dev.brume.core.gateway;

import dev.brume.core.access.CallerAccess;
import dev.brume.core.auth.Accounts;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureParser;
import dev.brume.core.effect.Outbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.BoundService.Binding;
import dev.brume.core.http.HttpHandler;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.OriginRules;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.FileStream;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes requests: from the front end to a service's operation and back. {@link #serve} lists
 * the steps in the order in which AWS itself checks; each step that can refuse throws AwsError,
 * which is answered in the protocol that is known by then. Takes and returns plain values.
 */
public final class Gateway implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** The longest body that is decoded on an event loop: about a millisecond of work. */
  static final int MAX_BYTES_ON_LOOP = 256 * 1024;

  private static final Caller NOBODY = new Caller(null, Accounts.of(null), null);

  private final GatewayOptions options;
  private final Store store;
  private final Outbox outbox;
  private final StoreSection section;
  private final ServiceRouter router;
  private final Authentication authentication;
  private final Reporter reporter;
  private final BodyMemory bodyMemory = BodyMemory.ofHeap();
  private final ResponseEncoding responses;
  private final ResourceOrigins resourceOrigins;
  private final InternalRequests internalRequests;

  public Gateway(GatewayOptions options) {
    this.options = options;
    this.store = options.store();
    this.outbox = options.outbox();
    this.section = new StoreSection(store, outbox);
    this.router = new ServiceRouter(options.services(), options.hosts(), options.protocols());
    this.authentication = new Authentication(options);
    this.responses = new ResponseEncoding(options.crossOrigin());
    this.resourceOrigins = new ResourceOrigins(options, router);
    this.internalRequests = new InternalRequests(options, responses, bodyMemory);
    this.reporter = new Reporter(options.observer(), options.failureListener());
  }

  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    OriginRules rules = resourceOrigins.of(request);
    HttpResponse intercepted = rules != null ? null : options.crossOrigin().intercept(request);
    if (intercepted != null) {
      reporter.intercepted(request, intercepted);
      return done(responses.finish(request, null, intercepted));
    }
    InternalEndpoint internal = options.internalPaths().find(request);
    if (internal != null) {
      return internalRequests.serve(internal, request);
    }
    Exchange exchange = reporter.begin(request, rules);
    return reporter.watch(
        exchange, options.faults().delayed(verified(exchange, attempt(exchange)), options));
  }

  /** Verifies file content against its checksums before it is sent, if so configured. */
  private CompletionStage<HttpResponse> verified(
      Exchange exchange, CompletionStage<HttpResponse> answer) {
    if (!(answer instanceof CompletableFuture<HttpResponse> future && future.isDone())) {
      return answer.thenCompose(response -> verified(exchange, done(response)));
    }
    boolean awaited =
        !future.isCompletedExceptionally()
            && future.join().stream() instanceof FileStream file
            && file.awaitsVerification();
    return awaited
        ? answer
            .thenApplyAsync(ResponseEncoding::verified, options.background())
            .exceptionally(failure -> answerTo(exchange, failure))
        : answer;
  }

  private CompletionStage<HttpResponse> attempt(Exchange exchange) {
    try {
      boolean large = exchange.original.body() instanceof RequestBody.Whole whole && isLarge(whole);
      return large && !exchange.inBackground ? inBackground(exchange) : serve(exchange);
    } catch (AwsError refusal) {
      return whenDurable(exchange, encodeError(exchange, refusal));
    } catch (Throwable bug) { // Errors too: the client gets a response whatever was thrown.
      return done(encodeError(exchange, failure(exchange, bug)));
    }
  }

  private static boolean isLarge(RequestBody.Whole body) {
    return body.bytes().length > MAX_BYTES_ON_LOOP;
  }

  /** Runs the steps again on a background thread; the steps before this one change nothing. */
  private CompletionStage<HttpResponse> inBackground(Exchange exchange) {
    exchange.inBackground = true;
    return CompletableFuture.supplyAsync(() -> attempt(exchange), options.background())
        .thenCompose(answer -> answer);
  }

  /** Every step between request and response. */
  private CompletionStage<HttpResponse> serve(Exchange exchange) {
    exchange.signature = SignatureParser.parse(exchange.request);
    Route route = router.route(exchange.request, exchange.signature);
    if (route == Route.NEEDS_FORM) {
      return withWholeBody(exchange, Dialect.COMMON, Dialect.MAX_BODY_BYTES);
    }
    enter(exchange, route.entry());
    if (route.refusal() != null) {
      throw route.refusal();
    }
    checkEnabled(route.entry());
    checkHost(exchange);
    if (readsFormOf(exchange)) {
      return withWholeBody(exchange, exchange.service.dialect(), Dialect.MAX_BODY_BYTES);
    }
    adapt(exchange);
    UnmodelledHandler unmodelled =
        exchange.service.service().unmodelled(exchange.request, options.hosts());
    if (unmodelled != null) {
      authentication.admit(exchange, route);
      if (exchange.request.method().equals("POST")) {
        RoomCheck.check(store);
      }
      return call(exchange, unmodelled);
    }
    exchange.match = exchange.protocol.match(exchange.service.schema(), exchange.request);
    authentication.check(exchange, route);
    if (authentication.awaitsBody(exchange)) {
      Dialect dialect = exchange.service.dialect();
      return withWholeBody(exchange, dialect, dialect.maxBodyBytes(exchange.operation()));
    }
    authentication.verify(exchange);
    options.faults().check(exchange, route, options);
    Binding binding = bindingOf(exchange);
    RoomCheck.check(store, exchange.operation().name());
    if (!binding.streamsInput() && exchange.request.body() instanceof RequestBody.Streamed) {
      Dialect dialect = exchange.service.dialect();
      return withWholeBody(exchange, dialect, dialect.maxBodyBytes(exchange.operation()));
    }
    exchange.request =
        exchange
            .service
            .dialect()
            .decodeBody(exchange.request, exchange.operation(), exchange.chunkSignatures);
    RequestContext context = contextOf(exchange, callerOf(exchange));
    return binding.backgroundHandler == null || exchange.inBackground
        ? call(exchange, binding, context)
        : callInBackground(exchange, binding, context);
  }

  /** Records the service and the protocol of the request. */
  private void enter(Exchange exchange, ServiceEntry entry) {
    entry.markUsed();
    exchange.service = bound(exchange, entry);
    ProtocolId id = ProtocolSelector.select(entry.protocols(), exchange.request);
    exchange.protocol =
        exchange
            .service
            .dialect()
            .protocol(options.protocols().apply(id))
            .answering(exchange.request);
    exchange.requestId = exchange.service.dialect().newRequestId(options.ids());
  }

  /** A service whose creation fails reports it in its own protocol, not in another one. */
  private BoundService bound(Exchange exchange, ServiceEntry entry) {
    try {
      return entry.bound();
    } catch (Throwable failure) {
      enter(exchange, UnknownService.inPlaceOf(entry));
      throw failure;
    }
  }

  /** Assigns the request to the fallback service, if no service is determined yet. */
  private void enterFallback(Exchange exchange) {
    if (exchange.protocol == null) {
      enter(exchange, options.services().fallback());
    }
  }

  private static void checkEnabled(ServiceEntry entry) {
    if (!entry.isEnabled()) {
      String text = "The service '%s' is switched off: the variable SERVICES does not name it.";
      throw AwsError.server("InternalFailure", 501, text.formatted(entry.id()));
    }
  }

  /**
   * A page under a foreign name that resolves to this server (DNS rebinding) cannot sign; a signed
   * request comes from no page.
   */
  private void checkHost(Exchange exchange) {
    if (exchange.signature.isUnsigned() && !options.hosts().isTrusted(exchange.original)) {
      throw AwsError.client(
          "AccessDenied",
          403,
          "Unsigned requests are not served under the name "
              + HostNames.nameOf(exchange.original.header("Host"))
              + ". LOCALSTACK_HOST names the host under which they are.");
    }
  }

  private static boolean readsFormOf(Exchange exchange) {
    ProtocolId id = exchange.protocol.id();
    return (id == ProtocolId.AWS_QUERY || id == ProtocolId.EC2_QUERY)
        && exchange.request.body() instanceof RequestBody.Streamed;
  }

  private void adapt(Exchange exchange) {
    exchange.request =
        exchange.service.dialect().adapt(exchange.request, exchange.protocol.id(), options.hosts());
  }

  private static Binding bindingOf(Exchange exchange) {
    Binding binding = exchange.service.binding(exchange.operation());
    if (binding == null) {
      throw AwsError.server(
          "InternalFailure",
          501,
          "The operation '"
              + exchange.operation().name()
              + "' of the service '"
              + exchange.service.schema().id()
              + "' is not implemented.");
    }
    return binding;
  }

  /** Starts again with the whole body; the steps before this one change nothing. */
  private CompletionStage<HttpResponse> withWholeBody(
      Exchange exchange, Dialect dialect, int limitBytes) {
    RequestBody.Streamed body = (RequestBody.Streamed) exchange.original.body();
    BodyMemory.Claim claim = bodyMemory.claim();
    return BodyCollector.collect(
            body,
            limitBytes,
            dialect.bodyTooLarge(exchange.operation(), limitBytes),
            claim,
            dialect.busy())
        .handle((bytes, failure) -> resume(exchange, bytes, failure))
        .thenCompose(answer -> answer)
        .whenComplete((answer, failure) -> claim.release());
  }

  private CompletionStage<HttpResponse> resume(
      Exchange exchange, RequestBody whole, Throwable failure) {
    if (failure != null) {
      return done(answerTo(exchange, failure));
    }
    exchange.restart(whole);
    return attempt(exchange);
  }

  private static Caller callerOf(Exchange exchange) {
    return new Caller(
        exchange.signature.accessKeyId(),
        exchange.scope.account(),
        exchange.signature.sessionToken(),
        exchange.signature.regionSet());
  }

  private RequestContext contextOf(Exchange exchange, Caller caller) {
    Dialect dialect = exchange.service.dialect();
    ProtocolId protocol = exchange.protocol.id();
    exchange.context =
        new RequestContext(
            exchange.requestId,
            exchange.scope,
            caller,
            protocol,
            exchange.operation(),
            exchange.request,
            CallerAccess.of(
                options.authorizer(),
                exchange.requestId,
                exchange.request,
                exchange.scope.region(),
                denial -> dialect.accessDenied(denial, protocol)));
    return exchange.context;
  }

  private CompletionStage<HttpResponse> call(
      Exchange exchange, Binding binding, RequestContext context) {
    if (binding.asyncHandler == null) {
      return whenDurable(
          exchange, responses.finished(exchange, output(exchange, binding, context)));
    }
    CompletionStage<Struct> result = result(exchange, binding, context);
    reporter.watchWaiting(result);
    return whenLasting(
        exchange, result.handle((value, failure) -> answer(exchange, value, failure)));
  }

  private CompletionStage<HttpResponse> callInBackground(
      Exchange exchange, Binding binding, RequestContext context) {
    exchange.inBackground = true;
    CompletableFuture<Struct> result =
        CompletableFuture.supplyAsync(
            () -> output(exchange, binding, context), options.background());
    return whenLasting(
        exchange, result.handle((output, failure) -> answer(exchange, output, failure)));
  }

  /** The output of an operation that returns at once. */
  private Struct output(Exchange exchange, Binding binding, RequestContext context) {
    Struct input = input(exchange, context);
    if (binding.backgroundHandler != null) {
      section.run(() -> exchange.service.authorize(context, input));
      return binding.backgroundHandler.handle(context, input, section);
    }
    store.enter();
    try {
      exchange.service.authorize(context, input);
      return binding.handler.handle(context, input);
    } finally {
      outbox.drain();
      store.exit();
    }
  }

  /** The output of an operation that may complete later; throws if it is refused at once. */
  private CompletionStage<Struct> result(
      Exchange exchange, Binding binding, RequestContext context) {
    Struct input = input(exchange, context);
    store.enter();
    try {
      exchange.service.authorize(context, input);
      return binding.asyncHandler.handle(context, input);
    } finally {
      outbox.drain();
      store.exit();
    }
  }

  private Struct input(Exchange exchange, RequestContext context) {
    Struct input = decoded(exchange, context);
    exchange.input = input;
    exchange.service.validate(input, context);
    return input;
  }

  private static Struct decoded(Exchange exchange, RequestContext context) {
    try {
      return exchange.protocol.decode(exchange.service.schema(), exchange.match, exchange.request);
    } catch (AwsError error) {
      throw exchange.service.service().decodeError(error, context);
    }
  }

  private CompletionStage<HttpResponse> call(Exchange exchange, UnmodelledHandler handler) {
    CompletionStage<HttpResponse> later;
    store.enter();
    try {
      later = handler.handle(contextOf(exchange, NOBODY), new Operations(exchange));
    } finally {
      outbox.drain();
      store.exit();
    }
    return whenLasting(
        exchange,
        later.handle(
            (response, failure) ->
                failure == null
                    ? responses.finish(exchange, response)
                    : answerTo(exchange, failure)));
  }

  /** Runs operations on behalf of an unmodelled request's handler. */
  private final class Operations implements OperationRunner {
    private final Exchange exchange;

    Operations(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public CompletionStage<HttpResponse> run(
        HttpRequest request, Scope scope, Caller caller, AsyncHandler<?, ?> handler) {
      exchange.scope = scope;
      exchange.match = exchange.protocol.match(exchange.service.schema(), request);
      Binding binding =
          handler == null ? bindingOf(exchange) : Binding.of(exchange.operation(), handler);
      exchange.request = exchange.service.dialect().decodeBody(request, exchange.operation(), null);
      RequestContext context = contextOf(exchange, caller);
      if (binding.backgroundHandler != null) {
        return CompletableFuture.supplyAsync(
            () -> responses.encoded(exchange, output(exchange, binding, context)),
            options.background());
      }
      return binding.handler != null
          ? done(responses.encoded(exchange, output(exchange, binding, context)))
          : result(exchange, binding, context)
              .thenApply(output -> responses.encoded(exchange, output));
    }

    @Override
    public Credentials credentials() {
      return authentication.credentials();
    }

    @Override
    public String accountOf(String accessKeyId) {
      return authentication.accountOf(accessKeyId);
    }

    @Override
    public SignatureFault faultOf(String accessKeyId, String sessionToken) {
      return authentication.faultOf(accessKeyId, sessionToken);
    }
  }

  private CompletionStage<HttpResponse> whenLasting(
      Exchange exchange, CompletionStage<HttpResponse> response) {
    return store.isLasting()
        ? response.thenCompose(answer -> whenDurable(exchange, answer))
        : response;
  }

  /**
   * Delays {@code response} until everything that it may reveal is durable: this request's changes,
   * and those of others that it has read.
   */
  private CompletionStage<HttpResponse> whenDurable(Exchange exchange, HttpResponse response) {
    CompletableFuture<Void> durable = store.durable();
    if (durable.isDone() && !durable.isCompletedExceptionally()) {
      return done(response);
    }
    return durable.handle(
        (written, failure) -> failure == null ? response : answerTo(exchange, failure));
  }

  /** The response to an operation's output; never throws. */
  private HttpResponse answer(Exchange exchange, Struct output, Throwable failure) {
    if (failure != null) {
      return answerTo(exchange, failure);
    }
    try {
      return responses.finished(exchange, output);
    } catch (Throwable bug) {
      return encodeError(exchange, failure(exchange, bug));
    }
  }

  private HttpResponse answerTo(Exchange exchange, Throwable failure) {
    enterFallback(exchange);
    Throwable cause = ExpectedFailures.causeOf(failure);
    AwsError expected = ExpectedFailures.errorOf(cause, exchange.service.dialect());
    return encodeError(exchange, expected != null ? expected : failure(exchange, cause));
  }

  /** The error for a bug of the emulator: logs it and calls the failure listener. */
  private AwsError failure(Exchange exchange, Throwable bug) {
    enterFallback(exchange);
    if (bug instanceof OutOfMemoryError) {
      LOG.warn("Request {} had no room: {}", exchange.requestId, bug.getMessage());
      return exchange.service.dialect().busy();
    }
    exchange.bug = bug;
    LOG.error(
        "Request {} ({}) failed",
        exchange.requestId,
        exchange.operation() == null ? exchange.original.path() : exchange.operation(),
        bug);
    options.failureListener().failed(exchange.requestId, exchange.original, bug);
    return exchange.service.dialect().internalFailure();
  }

  private HttpResponse encodeError(Exchange exchange, AwsError error) {
    enterFallback(exchange);
    return responses.error(exchange, error);
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
