package dev.brume.core.gateway;

import dev.brume.core.auth.Signature;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.http.RequestBody;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.ProtocolId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Determines the service that a request is for. AWS has a host for each service; here all share
 * one, so the request itself decides: its target, its credential scope, its path, its host, its
 * action. A request without any of these goes to the fallback service.
 */
final class ServiceRouter {
  private static final String RPC_PATH = "/service/";
  private static final String RPC_OPERATION = "/operation/";
  private static final String STAGES = "execute-api";
  private static final String STAGE_PATH = "/_aws/execute-api/";

  private final Services services;
  private final HostNames hosts;
  private final Function<ProtocolId, Protocol> protocols;

  ServiceRouter(Services services, HostNames hosts, Function<ProtocolId, Protocol> protocols) {
    this.services = services;
    this.hosts = hosts;
    this.protocols = protocols;
  }

  Route route(HttpRequest request, Signature signature) {
    ServiceEntry targeted = byTarget(request);
    if (targeted != null) {
      return Route.to(targeted);
    }
    if (signature.service() != null) {
      return byScope(request, signature.service());
    }
    ServiceEntry called = byRpcPath(request.path());
    if (called != null) {
      return Route.to(called);
    }
    Route hosted = byHost(request);
    if (hosted != null) {
      return hosted;
    }
    return isStagePath(request.path()) ? UnknownService.named(STAGES, request) : byContent(request);
  }

  /**
   * LocalStack's paths for resources that also have hosts such as {@code
   * API.execute-api.localhost}.
   */
  static boolean isStagePath(String path) {
    return path.startsWith(STAGE_PATH)
        || path.startsWith("/restapis/") && path.contains("/_user_request_");
  }

  private ServiceEntry byTarget(HttpRequest request) {
    String target = request.header("X-Amz-Target");
    if (target == null) {
      return null;
    }
    int dot = target.indexOf('.');
    return dot < 0 ? null : services.targetedBy(target.substring(0, dot));
  }

  private Route byScope(HttpRequest request, String signingName) {
    ServiceEntry marked = services.markedBy(request, signingName);
    if (marked != null) {
      return Route.to(marked);
    }
    List<ServiceEntry> candidates = services.signedAs(signingName);
    if (candidates.isEmpty()) {
      return UnknownService.named(signingName, request);
    }
    return candidates.size() == 1
        ? Route.to(candidates.get(0))
        : Route.to(choose(candidates, request));
  }

  /**
   * Distinguishes services that share a signing name: by the form of the request, then by its path.
   */
  private ServiceEntry choose(List<ServiceEntry> candidates, HttpRequest request) {
    boolean isForm = isForm(request) || QueryString.has(request.query(), "Action");
    for (ServiceEntry candidate : candidates) {
      if (candidate.speaks(ProtocolId.AWS_QUERY) == isForm && knows(candidate, request)) {
        return candidate;
      }
    }
    return candidates.get(0);
  }

  private boolean knows(ServiceEntry entry, HttpRequest request) {
    ProtocolId id = entry.protocols().get(0);
    if (id != ProtocolId.REST_JSON_1 && id != ProtocolId.REST_XML) {
      return true;
    }
    try {
      BoundService service = entry.bound();
      Protocol protocol = service.dialect().protocol(protocols.apply(id));
      return protocol.match(service.schema(), request) != null;
    } catch (AwsError e) {
      return false;
    }
  }

  private ServiceEntry byRpcPath(String path) {
    String name = rpcService(path);
    return name == null ? null : services.targetedBy(name);
  }

  /**
   * The name in {@code /service/<name>/operation/<operation>}, possibly behind a prefix; or null.
   */
  private static String rpcService(String path) {
    int operation = path.lastIndexOf(RPC_OPERATION);
    int service = operation < 0 ? -1 : path.lastIndexOf(RPC_PATH, operation);
    int name = service + RPC_PATH.length();
    return service < 0 || name > operation ? null : path.substring(name, operation);
  }

  private Route byHost(HttpRequest request) {
    HostNames.Prefix prefix = hosts.prefixOf(request);
    if (prefix == null || prefix.labels().isEmpty()) {
      return null;
    }
    String reserved = services.reservedIn(prefix.labels());
    if (reserved != null) {
      return UnknownService.named(reserved, request);
    }
    ServiceEntry entry = services.hostedAt(prefix.labels());
    return entry == null ? null : new Route(entry, prefix.region(), null);
  }

  private Route byContent(HttpRequest request) {
    if (QueryString.has(request.query(), "Action")) {
      return byAction(request.query(), request);
    }
    if (isForm(request)) {
      if (!(request.body() instanceof RequestBody.Whole whole)) {
        return Route.NEEDS_FORM;
      }
      String form = new String(whole.bytes(), StandardCharsets.UTF_8);
      if (QueryString.has(form, "Action")) {
        return byAction(form, request);
      }
    }
    String target = request.header("X-Amz-Target");
    if (target != null) {
      return UnknownService.targeted(target, request);
    }
    if (rpcService(request.path()) != null
        && ProtocolSelector.RPC_V2_CBOR.equals(request.header(ProtocolSelector.SMITHY_PROTOCOL))) {
      return UnknownService.targeted(request.path(), request);
    }
    ServiceEntry marked = services.markedBy(request, null);
    return Route.to(marked != null ? marked : services.fallback());
  }

  private Route byAction(String form, HttpRequest request) {
    String action = QueryString.first(form, "Action");
    String version = QueryString.first(form, "Version");
    ServiceEntry entry = services.queried(version, action);
    return entry == null ? UnknownService.action(action, request) : Route.to(entry);
  }

  private static boolean isForm(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return false;
    }
    String type = request.header("Content-Type");
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }
}
