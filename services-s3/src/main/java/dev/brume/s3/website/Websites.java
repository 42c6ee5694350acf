package dev.brume.s3.website;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.RedirectAllRequestsTo;
import dev.brume.s3.api.WebsiteConfiguration;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves buckets at website hosts, {@code <bucket>.s3-website.<region>}, also to anonymous callers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">Hosting
 *     a static website using Amazon S3</a>
 */
final class Websites {
  private static final String LABEL = ".s3-website";

  private final Buckets buckets;

  /**
   * @param buckets finds the website's bucket
   */
  Websites(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Whether {@code request} is for a website host. */
  public boolean isAddressed(HttpRequest request, HostNames hosts) {
    HostNames.Prefix prefix = hosts.prefixOf(request);
    return prefix != null && prefix.labels().endsWith(LABEL);
  }

  /** Answers a request whose path begins with the bucket. */
  public CompletionStage<HttpResponse> serve(RequestContext context, OperationRunner operations) {
    String path = context.http().path();
    int end = path.indexOf('/', 1);
    String name = path.substring(1, end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end + 1);
    try {
      String method = context.http().method();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        throw S3Refusals.methodNotAllowed(method, "OBJECT");
      }
      Bucket bucket = buckets.find(name, context.scope());
      if (bucket == null) {
        throw Bucket.noSuchBucket(name);
      }
      WebsiteConfiguration configuration = bucket.configuration(Configurations.WEBSITE);
      if (configuration == null) {
        throw WebsiteErrors.noSuchConfiguration(name);
      }
      RedirectAllRequestsTo all = configuration.redirectAllRequestsTo();
      if (all != null) {
        String to = RoutingRules.address(context.http(), all.protocol(), all.hostName());
        return done(WebsiteRequest.redirect(context, 301, to + "/" + rest));
      }
      return new WebsiteRequest(context, operations, bucket, configuration, rest).answer();
    } catch (AwsError refusal) {
      return done(ErrorPage.of(refusal, null, context.requestId()));
    }
  }

  private static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
