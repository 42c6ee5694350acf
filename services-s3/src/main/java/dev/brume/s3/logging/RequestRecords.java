package dev.brume.s3.logging;

import dev.brume.core.auth.Signature;
import dev.brume.core.gateway.CompletedRequest;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.schema.Operation;
import dev.brume.s3.AccessCheck;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.CanonicalUserIds;
import dev.brume.s3.api.DeleteObjectsOutput;
import dev.brume.s3.api.DeleteObjectsRequest;
import dev.brume.s3.api.ObjectIdentifier;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.S3Error;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Creates the records of requests. Both times end with the head of the response, while S3's end
 * with its last and its first byte. The source region is unknown: clients are in none.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 */
final class RequestRecords {
  private static final int FIRST_ERROR = 400;

  /** Operations on whole objects, whose size is logged. */
  private static final Set<Operation<?, ?>> OF_WHOLE_OBJECTS =
      Set.of(
          S3Api.COMPLETE_MULTIPART_UPLOAD,
          S3Api.COPY_OBJECT,
          S3Api.GET_OBJECT,
          S3Api.HEAD_OBJECT,
          S3Api.PUT_OBJECT,
          S3Api.SELECT_OBJECT_CONTENT);

  private static final Map<String, String> STATUS_OF_ERRORS =
      Map.of("AccessDenied", "403", "NoSuchVersion", "404", "PreconditionFailed", "412");

  private final AccessCheck access;

  RequestRecords(AccessCheck access) {
    this.access = access;
  }

  /** The record of a request. */
  LogLine ofRequest(
      CompletedRequest completedRequest,
      Bucket bucket,
      LoggedResource loggedResource,
      List<SourceLog.Removal> removed) {
    HttpRequest request = completedRequest.original();
    HttpResponse response = completedRequest.response();
    String target = request.path() + (request.query() == null ? "" : "?" + request.query());
    long millis = TimeUnit.NANOSECONDS.toMillis(completedRequest.latencyNanos());
    return ofCaller(completedRequest, bucket)
        .set(
            LogField.OPERATION,
            OperationNames.of(completedRequest.operation(), request, loggedResource.key() != null))
        .key(loggedResource.key())
        .quoted(LogField.REQUEST_URI, request.method() + " " + target + " HTTP/1.1")
        .set(LogField.HTTP_STATUS, Integer.toString(response.status()))
        .set(LogField.ERROR_CODE, errorCode(completedRequest))
        .count(LogField.BYTES_SENT, bytesSent(request, response))
        .count(LogField.OBJECT_SIZE, size(completedRequest, bucket, loggedResource, removed))
        .set(LogField.TOTAL_TIME, Long.toString(millis))
        .set(LogField.TURN_AROUND_TIME, Long.toString(millis))
        .quoted(LogField.REFERER, request.header("Referer"))
        .quoted(LogField.USER_AGENT, request.header("User-Agent"))
        .foreign(LogField.VERSION_ID, loggedResource.versionId())
        .set(LogField.ACCESS_POINT_ARN, arn(loggedResource))
        .set(
            LogField.ACL_REQUIRED,
            isAclRequired(completedRequest, bucket, loggedResource) ? "Yes" : null);
  }

  /** The fields common to all records of a request. */
  private static LogLine ofCaller(CompletedRequest completedRequest, Bucket bucket) {
    HttpRequest request = completedRequest.original();
    String tls = request.connection().tlsVersion();
    return new LogLine(bucket, completedRequest.begunMillis(), completedRequest.requestId())
        .set(LogField.REMOTE_IP, request.connection().remoteAddress())
        .set(
            LogField.REQUESTER,
            completedRequest.caller() == null
                ? null
                : CanonicalUserIds.canonicalId(completedRequest.caller().account()))
        .set(LogField.SIGNATURE_VERSION, signatureVersion(completedRequest))
        .set(LogField.CIPHER_SUITE, cipherSuite(request.connection().cipherSuite()))
        .set(LogField.AUTHENTICATION_TYPE, authenticationType(completedRequest.signed()))
        .foreign(LogField.HOST_HEADER, request.header("Host"))
        .set(LogField.TLS_VERSION, tls == null ? null : "TLSv" + tls);
  }

  private static String signatureVersion(CompletedRequest completedRequest) {
    return switch (completedRequest.signed()) {
      case HEADER, PRESIGNED -> "SigV4";
      case LEGACY_HEADER, LEGACY_PRESIGNED -> "SigV2";
      case UNSIGNED -> null;
    };
  }

  /** There is no name for the signatures of forms. */
  private static String authenticationType(Signature.Form form) {
    return switch (form) {
      case HEADER, LEGACY_HEADER -> "AuthHeader";
      case PRESIGNED, LEGACY_PRESIGNED -> "QueryString";
      case UNSIGNED -> null;
    };
  }

  /** OpenSSL's names of the TLS 1.2 cipher suites. */
  private static String cipherSuite(String name) {
    int with = name == null ? -1 : name.indexOf("_WITH_");
    return with < 0
        ? name
        : (name.substring("TLS_".length(), with) + "-" + name.substring(with + "_WITH_".length()))
            .replace("AES_", "AES")
            .replace('_', '-');
  }

  private static String errorCode(CompletedRequest completedRequest) {
    return completedRequest.error() == null
        ? completedRequest.response().headers().first("x-amz-error-code")
        : completedRequest.error().code();
  }

  private static long bytesSent(HttpRequest request, HttpResponse response) {
    if (request.method().equals("HEAD")) {
      return 0;
    }
    return response.bytes() == null ? response.stream().length() : response.bytes().length;
  }

  private static String arn(LoggedResource loggedResource) {
    return loggedResource.accessPoint() == null ? null : loggedResource.accessPoint().arn();
  }

  private boolean isAclRequired(
      CompletedRequest completedRequest, Bucket bucket, LoggedResource loggedResource) {
    BucketRequest request =
        new BucketRequest(completedRequest.context(), bucket, loggedResource.accessPoint());
    return completedRequest.output() != null
        && completedRequest.error() == null
        && access.isAclRequired(request, completedRequest.input());
  }

  /** The size of the object; 0 if unknown. */
  private static long size(
      CompletedRequest completedRequest,
      Bucket bucket,
      LoggedResource loggedResource,
      List<SourceLog.Removal> removed) {
    Operation<?, ?> operation = completedRequest.operation();
    if (completedRequest.response().status() >= FIRST_ERROR) {
      return 0;
    }
    if (operation == S3Api.DELETE_OBJECT) {
      return removed.isEmpty() ? 0 : removed.getFirst().size();
    }
    if (operation == S3Api.UPLOAD_PART) {
      String decoded = completedRequest.original().header("x-amz-decoded-content-length");
      return decoded == null ? completedRequest.original().body().length() : number(decoded);
    }
    return operation != null && OF_WHOLE_OBJECTS.contains(operation) && loggedResource.key() != null
        ? sizeNow(
            bucket, loggedResource, completedRequest.response().headers().first("x-amz-version-id"))
        : 0;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static long sizeNow(
      Bucket bucket, LoggedResource loggedResource, String answeredVersionId) {
    String versionId = answeredVersionId == null ? loggedResource.versionId() : answeredVersionId;
    ObjectVersion version =
        versionId == null
            ? bucket.versions().latest(loggedResource.key())
            : bucket.versions().find(loggedResource.key(), versionId);
    return version == null ? 0 : version.size();
  }

  /** The records of a request's batch deletions; empty for other requests. */
  List<LogLine> ofBatch(
      CompletedRequest completedRequest, Bucket bucket, List<SourceLog.Removal> removed) {
    if (!(completedRequest.input() instanceof DeleteObjectsRequest input)
        || !(completedRequest.output() instanceof DeleteObjectsOutput output)) {
      return List.of();
    }
    List<LogLine> lines = new ArrayList<>();
    for (ObjectIdentifier object : input.delete().objects()) {
      S3Error error = errorOf(object, output);
      lines.add(
          ofCaller(completedRequest, bucket)
              .set(LogField.OPERATION, OperationNames.BATCH_DELETE)
              .key(object.key())
              .set(
                  LogField.HTTP_STATUS,
                  error == null ? "204" : STATUS_OF_ERRORS.getOrDefault(error.code(), "400"))
              .set(LogField.ERROR_CODE, error == null ? null : error.code())
              .count(LogField.OBJECT_SIZE, error == null ? sizeOf(object, removed) : 0)
              .foreign(LogField.VERSION_ID, object.versionId()));
    }
    return lines;
  }

  private static S3Error errorOf(ObjectIdentifier object, DeleteObjectsOutput output) {
    for (S3Error error : output.errors() == null ? List.<S3Error>of() : output.errors()) {
      if (object.key().equals(error.key())
          && Objects.equals(object.versionId(), error.versionId())) {
        return error;
      }
    }
    return null;
  }

  private static long sizeOf(ObjectIdentifier object, List<SourceLog.Removal> removed) {
    for (SourceLog.Removal removal : removed) {
      boolean named = object.versionId() == null || object.versionId().equals(removal.versionId());
      if (named && object.key().equals(removal.key())) {
        return removal.size();
      }
    }
    return 0;
  }

  /** The record for the source bucket of a copy. */
  LogLine ofCopySource(CompletedRequest completedRequest, Bucket bucket, LoggedResource source) {
    boolean done = completedRequest.error() == null;
    return ofCaller(completedRequest, bucket)
        .set(
            LogField.OPERATION,
            completedRequest.operation() == S3Api.COPY_OBJECT
                ? OperationNames.COPIED_OBJECT
                : OperationNames.COPIED_PART)
        .key(source.key())
        .set(LogField.HTTP_STATUS, Integer.toString(completedRequest.response().status()))
        .set(LogField.ERROR_CODE, done ? null : completedRequest.error().code())
        .count(LogField.OBJECT_SIZE, done ? sizeNow(bucket, source, null) : 0)
        .foreign(LogField.VERSION_ID, source.versionId())
        .set(LogField.ACCESS_POINT_ARN, arn(source));
  }
}
