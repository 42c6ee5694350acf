package dev.brume.s3.logging;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.schema.Operation;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.StorageClass;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operation names of access logs: {@code REST.HTTP_method.resource_type} and the like.
 * Undocumented resource types are named after their subresource.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3
 *     server access log format</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html#lifecycle-general-considerations-logging">Lifecycle
 *     and logging</a>
 */
final class OperationNames {
  static final String BATCH_DELETE = "BATCH.DELETE.OBJECT";
  static final String PUT_OBJECT = "REST.PUT.OBJECT";
  static final String COPIED_OBJECT = "REST.COPY.OBJECT_GET";
  static final String COPIED_PART = "REST.COPY.PART_GET";
  static final String EXPIRE = "S3.EXPIRE.OBJECT";
  static final String CREATE_DELETE_MARKER = "S3.CREATE.DELETEMARKER";
  static final String DELETE_UPLOAD = "S3.DELETE.UPLOAD";

  private static final String OBJECT = "OBJECT";
  private static final String BUCKET = "BUCKET";
  private static final String WEBSITE_LABEL = ".s3-website";

  /** Resources whose names differ from their subresources. */
  private static final Map<Operation<?, ?>, String> RESOURCES =
      Map.ofEntries(
          Map.entry(S3Api.ABORT_MULTIPART_UPLOAD, "UPLOAD"),
          Map.entry(S3Api.COMPLETE_MULTIPART_UPLOAD, "UPLOAD"),
          Map.entry(S3Api.DELETE_BUCKET_POLICY, "BUCKETPOLICY"),
          Map.entry(S3Api.DELETE_OBJECT_TAGGING, "OBJECT_TAGGING"),
          Map.entry(S3Api.DELETE_OBJECTS, "MULTI_OBJECT_DELETE"),
          Map.entry(S3Api.GET_BUCKET_LOGGING, "LOGGING_STATUS"),
          Map.entry(S3Api.GET_BUCKET_POLICY, "BUCKETPOLICY"),
          Map.entry(S3Api.GET_OBJECT_LOCK_CONFIGURATION, "OBJECT_LOCK_CONFIGURATION"),
          Map.entry(S3Api.GET_OBJECT_TAGGING, "OBJECT_TAGGING"),
          Map.entry(S3Api.LIST_OBJECTS_V2, BUCKET),
          Map.entry(S3Api.LIST_OBJECT_VERSIONS, "BUCKETVERSIONS"),
          Map.entry(S3Api.LIST_PARTS, "UPLOAD"),
          Map.entry(S3Api.PUT_BUCKET_LOGGING, "LOGGING_STATUS"),
          Map.entry(S3Api.PUT_BUCKET_POLICY, "BUCKETPOLICY"),
          Map.entry(S3Api.PUT_OBJECT_LOCK_CONFIGURATION, "OBJECT_LOCK_CONFIGURATION"),
          Map.entry(S3Api.PUT_OBJECT_TAGGING, "OBJECT_TAGGING"),
          Map.entry(S3Api.UPLOAD_PART, "PART"));

  private static final Map<String, String> TRANSITIONS =
      Map.of(
          StorageClass.STANDARD_IA, "S3.TRANSITION_SIA.OBJECT",
          StorageClass.ONEZONE_IA, "S3.TRANSITION_ZIA.OBJECT",
          StorageClass.INTELLIGENT_TIERING, "S3.TRANSITION_INT.OBJECT",
          StorageClass.GLACIER_IR, "S3.TRANSITION_GIR.OBJECT",
          StorageClass.GLACIER, "S3.TRANSITION.OBJECT",
          StorageClass.DEEP_ARCHIVE, "S3.TRANSITION_GDA.OBJECT");

  private static final Map<Operation<?, ?>, String> KNOWN = new ConcurrentHashMap<>();

  private OperationNames() {}

  /**
   * The operation name of a request.
   *
   * @param operation null for an unmodelled request
   * @param original as received
   * @param hasKey whether it is for an object
   */
  static String of(Operation<?, ?> operation, HttpRequest original, boolean hasKey) {
    String method = original.method();
    String host = original.header("Host");
    if (method.equals("OPTIONS")) {
      return "REST.OPTIONS.PREFLIGHT";
    }
    if (host != null && host.contains(WEBSITE_LABEL)) {
      return "WEBSITE." + method + "." + OBJECT;
    }
    if (operation == S3Api.COPY_OBJECT) {
      return "REST.COPY.OBJECT";
    }
    if (operation == S3Api.UPLOAD_PART_COPY) {
      return "REST.COPY.PART";
    }
    if (operation == S3Api.SELECT_OBJECT_CONTENT) {
      return "REST.SELECT.OBJECT";
    }
    String plain = hasKey ? OBJECT : BUCKET;
    String resource =
        operation == null ? plain : KNOWN.computeIfAbsent(operation, OperationNames::resource);
    return "REST." + method + "." + resource;
  }

  private static String resource(Operation<?, ?> operation) {
    String known = RESOURCES.get(operation);
    if (known != null) {
      return known;
    }
    String uri = operation.uri();
    int start = uri.indexOf('?') + 1;
    int end = uri.indexOf('&', start);
    String first = start == 0 ? "" : uri.substring(start, end < 0 ? uri.length() : end);
    if (first.isEmpty() || first.indexOf('=') >= 0) {
      return uri.contains("{Key") ? OBJECT : BUCKET;
    }
    return first
        .replaceAll("(\\p{Lower})(\\p{Upper})", "$1_$2")
        .replace('-', '_')
        .toUpperCase(Locale.ROOT);
  }

  /** A transition to a storage class; null if it is not logged. */
  static String transition(String storageClass) {
    return storageClass == null ? null : TRANSITIONS.get(storageClass);
  }
}
