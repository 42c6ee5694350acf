package dev.brume.s3.form;

import dev.brume.core.gateway.AsyncHandler;
import dev.brume.core.gateway.Caller;
import dev.brume.core.gateway.OperationRunner;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.MultipartForm;
import dev.brume.core.scope.Scope;
import dev.brume.core.time.Timeline;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.object.ObjectErrors;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Form uploads: {@code POST /bucket}. The form's fields become PutObject's headers and its file the
 * body, so that both behave the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST
 *     Object</a>
 */
final class FormUploads {
  private static final int MAX_FIELDS_BYTES = 20 * 1024;
  private static final long MAX_BYTES = 5L << 30;

  /** The request headers used in addition to the fields: policies check them. */
  private static final List<String> OF_THE_REQUEST = List.of("Host", "Referer", "User-Agent");

  private final Buckets buckets;
  private final AccessCheck access;
  private final Timeline timeline;
  private final AsyncHandler<PutObjectRequest, PutObjectOutput> put;

  /**
   * @param buckets finds the bucket
   * @param access authorizes uploads
   * @param timeline determines whether policies have expired
   * @param put stores the object
   */
  FormUploads(
      Buckets buckets,
      AccessCheck access,
      Timeline timeline,
      AsyncHandler<PutObjectRequest, PutObjectOutput> put) {
    this.buckets = buckets;
    this.access = access;
    this.timeline = timeline;
    this.put = put;
  }

  /** Whether {@code request} posts to a bucket and is for no operation. */
  public boolean isForm(HttpRequest request) {
    String query = request.query();
    return request.method().equals("POST")
        && (query == null || query.isEmpty())
        && !bucketIn(request).isEmpty();
  }

  /** The bucket that is the whole path; "" for another path. */
  private static String bucketIn(HttpRequest request) {
    String path = request.path();
    int end = path.indexOf('/', 1);
    if (end < 0) {
      return path.substring(1);
    }
    return end == path.length() - 1 ? path.substring(1, end) : "";
  }

  /** Handles an upload. */
  public CompletionStage<HttpResponse> upload(RequestContext context, OperationRunner operations) {
    HttpRequest request = context.http();
    String type = request.header("Content-Type");
    if (!MultipartForm.isForm(type)) {
      throw FormErrors.noForm();
    }
    String boundary = MultipartForm.boundaryOf(type);
    if (boundary == null) {
      throw FormErrors.malformed();
    }
    if (request.body().length() < 0) {
      throw ObjectErrors.missingLength();
    }
    String name = bucketIn(request);
    Bucket bucket = buckets.find(name, context.scope());
    if (bucket == null) {
      throw Bucket.noSuchBucket(name);
    }
    String region = bucket.scope().region();
    return MultipartForm.read(request.body(), boundary, "file", MAX_FIELDS_BYTES)
        .handle(
            (form, failure) -> {
              if (failure != null) {
                throw FormErrors.of(unwrapped(failure));
              }
              try {
                return store(request, operations, name, region, form);
              } catch (RuntimeException refusal) {
                form.discard();
                throw refusal;
              }
            })
        .thenCompose(stage -> stage);
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }

  private CompletionStage<HttpResponse> store(
      HttpRequest request,
      OperationRunner operations,
      String bucket,
      String region,
      MultipartForm form) {
    FormFields fields = new FormFields(form);
    String key = fields.require("key");
    if (key.isEmpty()) {
      throw S3Refusals.invalidArgument("User key must have a length greater than 0.", "key", "");
    }
    Caller caller = FormSigner.of(fields, operations, access.isEnforced(), timeline);
    long minBytes = 0;
    long maxBytes = MAX_BYTES;
    if (fields.get("policy") != null) {
      FormPolicy policy = FormPolicy.parse(fields.get("policy"));
      policy.check(fields, bucket, timeline);
      minBytes = policy.minBytes();
      maxBytes = Math.min(maxBytes, policy.maxBytes());
    }
    if (form.file() == null) {
      throw FormErrors.noFile();
    }
    HttpRequest asked =
        new HttpRequest(
            "PUT",
            "/" + bucket + "/" + encoded(key),
            null,
            headers(request, fields),
            form.fileThrough(new FileSize(minBytes, maxBytes)),
            request.connection());
    return operations
        .run(asked, new Scope(caller.account(), region), caller, put)
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw FormErrors.of(unwrapped(failure));
              }
              return FormResponse.of(request, fields, bucket, response);
            });
  }

  private static Headers headers(HttpRequest request, FormFields fields) {
    Headers headers = FormHeaders.of(fields);
    for (String name : OF_THE_REQUEST) {
      if (request.header(name) != null) {
        headers.add(name, request.header(name));
      }
    }
    return headers;
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
