package dev.brume.s3.website;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.scope.Scope;
import dev.brume.s3.HostId;
import dev.brume.s3.api.WebsiteConfiguration;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One request to a website endpoint. Objects are read like by GetObject and HeadObject. */
final class WebsiteRequest {
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int FOUND = 302;
  private static final int MOVED_PERMANENTLY = 301;
  private static final String REDIRECT_LOCATION = "x-amz-website-redirect-location";
  private static final byte[] NOTHING = new byte[0];

  private final RequestContext context;
  private final OperationRunner operations;
  private final Bucket bucket;
  private final WebsiteConfiguration configuration;
  private final String key;

  /**
   * @param path the object's path, encoded
   */
  WebsiteRequest(
      RequestContext context,
      OperationRunner operations,
      Bucket bucket,
      WebsiteConfiguration configuration,
      String path) {
    this.context = context;
    this.operations = operations;
    this.bucket = bucket;
    this.configuration = configuration;
    this.key = decoded(path);
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path; // there is no such object
    }
  }

  CompletionStage<HttpResponse> answer() {
    RoutingRules.Target routed = RoutingRules.find(configuration, context.http(), key, null);
    if (routed != null) {
      return done(redirect(context, routed.status(), routed.location()));
    }
    boolean folder = key.isEmpty() || key.endsWith("/");
    String wanted = folder ? key + configuration.indexDocument().suffix() : key;
    return read(wanted, context.http().headers())
        .handle(
            (response, failure) ->
                failure == null ? done(page(response)) : instead(refusal(failure)))
        .thenCompose(stage -> stage);
  }

  /** Reads an object as an anonymous caller. */
  private CompletionStage<HttpResponse> read(String name, Headers headers) {
    HttpRequest request =
        new HttpRequest(
            context.http().method(),
            "/" + bucket.name() + "/" + RoutingRules.path(name),
            null,
            headers,
            RequestBody.EMPTY,
            context.http().connection());
    Scope scope = new Scope(context.scope().account(), bucket.scope().region());
    try {
      return operations.run(request, scope, context.caller(), null);
    } catch (AwsError refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  /** An object's page, or its redirect. */
  private HttpResponse page(HttpResponse response) {
    String location = response.headers().first(REDIRECT_LOCATION);
    return location == null ? response : redirect(context, MOVED_PERMANENTLY, location);
  }

  /** The website's own error page, or its redirect. */
  private HttpResponse errorDocument(HttpResponse response, int status) {
    HttpResponse page = page(response);
    return page == response ? response.withStatus(status) : page;
  }

  private static AwsError refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof AwsError refusal) {
      return refusal;
    }
    throw new CompletionException(cause);
  }

  /** The response if the object can't be returned. */
  private CompletionStage<HttpResponse> instead(AwsError refusal) {
    if (refusal.status() == NOT_MODIFIED) {
      throw refusal;
    }
    if (refusal.status() == NOT_FOUND && isFolder()) {
      return done(redirect(context, FOUND, "/" + RoutingRules.path(key) + "/"));
    }
    String status = Integer.toString(refusal.status());
    RoutingRules.Target routed = RoutingRules.find(configuration, context.http(), key, status);
    if (routed != null) {
      return done(redirect(context, routed.status(), routed.location()));
    }
    if (configuration.errorDocument() == null) {
      return done(ErrorPage.of(refusal, null, context.requestId()));
    }
    return read(configuration.errorDocument().key(), unconditional())
        .handle(
            (response, failure) ->
                failure == null
                    ? errorDocument(response, refusal.status())
                    : ErrorPage.of(refusal, refusal(failure), context.requestId()));
  }

  /** Whether the key with a final slash has an index document. */
  private boolean isFolder() {
    if (key.isEmpty() || key.endsWith("/")) {
      return false;
    }
    String index = key + "/" + configuration.indexDocument().suffix();
    ObjectVersion latest = bucket.versions().latest(index);
    return latest != null && !latest.deleteMarker();
  }

  private Headers unconditional() {
    Headers headers = new Headers();
    String host = context.http().header("Host");
    return host == null ? headers : headers.add("Host", host);
  }

  static HttpResponse redirect(RequestContext context, int status, String location) {
    Headers headers = new Headers();
    headers.add("Location", location);
    headers.add("x-amz-id-2", HostId.of(context.requestId()));
    headers.add("x-amz-request-id", context.requestId());
    return HttpResponse.of(status, headers, NOTHING);
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
