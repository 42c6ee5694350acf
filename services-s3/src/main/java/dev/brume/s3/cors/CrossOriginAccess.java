package dev.brume.s3.cors;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.OriginRules;
import dev.brume.s3.AccessPointNames;
import dev.brume.s3.Buckets;
import dev.brume.s3.HostId;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.CORSRule;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Applies a bucket's CORS configuration to cross-origin pages; without one, only the server's own
 * rules apply.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS
 *     object</a>
 */
final class CrossOriginAccess {
  private static final String PREFLIGHT = "OPTIONS";

  private final Buckets buckets;
  private final AccessPointNames accessPoints;

  /**
   * @param buckets finds the bucket of a page's request
   */
  CrossOriginAccess(Buckets buckets) {
    this.buckets = buckets;
    this.accessPoints = new AccessPointNames(buckets);
  }

  /** Whether {@code request} is a CORS preflight. */
  public boolean isPreflight(HttpRequest request) {
    return request.method().equals(PREFLIGHT) && !bucketIn(request).isEmpty();
  }

  /**
   * The rules for {@code request}, which has an Origin; null for the server's rules. A page without
   * a matching rule can't read a response, but its posts would take effect: these are subject to
   * the server's rules.
   */
  public OriginRules rulesFor(HttpRequest request) {
    CORSConfiguration configuration = configurationFor(request);
    if (configuration == null) {
      boolean harmless = !request.method().equals("POST") && !bucketIn(request).isEmpty();
      return harmless ? OriginRules.SILENT : null;
    }
    if (request.method().equals(PREFLIGHT)) {
      return response -> {};
    }
    CorsRequest page = CorsRequest.of(request);
    CORSRule rule = page.ruleIn(configuration);
    if (rule != null) {
      return response -> page.answer(rule, response);
    }
    return request.method().equals("POST") ? null : response -> {};
  }

  /** Answers a preflight. */
  public CompletionStage<HttpResponse> preflight(
      RequestContext context, OperationRunner operations) {
    HttpRequest request = context.http();
    if (request.header("Origin") == null) {
      throw S3Errors.badRequest("Insufficient information. Origin request header needed.");
    }
    CorsRequest page = CorsRequest.of(request);
    CORSConfiguration configuration = configurationFor(request);
    if (configuration == null) {
      throw AwsError.client(
              "AccessForbidden", 403, "CORSResponse: CORS is not enabled for this bucket.")
          .withDetail("Method", page.method() == null ? request.method() : page.method())
          .withDetail("ResourceType", "BUCKET");
    }
    if (page.method() == null) {
      throw S3Errors.badRequest("Invalid Access-Control-Request-Method: null");
    }
    CORSRule rule = page.ruleIn(configuration);
    if (rule == null) {
      throw forbidden(
          "This CORS request is not allowed. This is usually because the evalution of Origin,"
              + " request method / Access-Control-Request-Method or Access-Control-Request-Headers"
              + " are not whitelisted by the resource's CORS spec.",
          page,
          request);
    }
    Headers headers = new Headers();
    headers.add("x-amz-id-2", HostId.of(context.requestId()));
    headers.add("x-amz-request-id", context.requestId());
    page.answer(rule, headers);
    return CompletableFuture.completedFuture(HttpResponse.of(200, headers, new byte[0]));
  }

  private static AwsError forbidden(String why, CorsRequest page, HttpRequest request) {
    boolean object = request.path().length() > bucketIn(request).length() + 2;
    return AwsError.client("AccessForbidden", 403, "CORSResponse: " + why)
        .withDetail("Method", page.method())
        .withDetail("ResourceType", object ? "OBJECT" : "BUCKET");
  }

  private CORSConfiguration configurationFor(HttpRequest request) {
    String name = bucketIn(request);
    Bucket bucket = name.isEmpty() ? null : bucket(name, request);
    return bucket == null ? null : bucket.configuration(Configurations.CORS);
  }

  private Bucket bucket(String name, HttpRequest request) {
    Bucket known = buckets.find(name);
    AccessPoint point =
        known == null ? accessPoints.peek(name.replace("%2F", "/"), request, null) : null;
    return point == null ? known : buckets.behind(point);
  }

  /** The first segment of the path. */
  private static String bucketIn(HttpRequest request) {
    String path = request.path();
    int end = path.indexOf('/', 1);
    return path.substring(1, end < 0 ? path.length() : end);
  }
}
