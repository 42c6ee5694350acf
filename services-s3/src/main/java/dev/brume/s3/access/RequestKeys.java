package dev.brume.s3.access;

import dev.brume.core.auth.SignatureParser;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.QueryString;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.schema.Struct;
import dev.brume.core.time.Timeline;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutBucketInventoryConfigurationRequest;
import dev.brume.s3.api.PutObjectLegalHoldRequest;
import dev.brume.s3.api.PutObjectRetentionRequest;
import dev.brume.s3.api.PutObjectTaggingRequest;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.Tag;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values of S3's condition keys for a request, computed on demand.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys">Condition
 *     keys for Amazon S3</a>
 */
final class RequestKeys {
  private static final String HEADER_KEYS = "s3:x-amz-";
  private static final String LOCK_KEYS = "s3:object-lock-";
  private static final int SERVICE_LENGTH = PolicyActions.PREFIX.length();

  /** Operations that create an object at once, unlike those that begin one or add to it. */
  private static final Set<String> CREATING =
      Set.of(
          S3Api.COMPLETE_MULTIPART_UPLOAD.name(),
          S3Api.COPY_OBJECT.name(),
          S3Api.PUT_OBJECT.name());

  private final RequestContext context;
  private final Bucket bucket;
  private final AccessPoint point;
  private final ObjectVersion existing;
  private final Struct input;
  private final Timeline timeline;

  /**
   * @param existing the request's object; null if it does not exist
   */
  RequestKeys(BucketRequest request, ObjectVersion existing, Struct input, Timeline timeline) {
    this.context = request.context();
    this.bucket = request.bucket();
    this.point = request.accessPoint();
    this.existing = existing;
    this.input = input;
    this.timeline = timeline;
  }

  ContextKeys toContext() {
    return ContextKeys.builder()
        .family(
            "s3:ExistingObjectTag/", tag -> tagged(existing == null ? null : existing.tags(), tag))
        .family("s3:RequestObjectTag/", tag -> tagged(requestTags(), tag))
        .otherwise(this::values)
        .build();
  }

  /** The keys of tags are queried in lower case. */
  private static List<String> tagged(Map<String, String> tags, String lowered) {
    if (tags == null) {
      return List.of();
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowered)) {
        return List.of(tag.getValue());
      }
    }
    return List.of();
  }

  private Map<String, String> requestTags() {
    if (input instanceof PutObjectTaggingRequest put) {
      Map<String, String> tags = new HashMap<>();
      List<Tag> given = put.tagging() == null ? null : put.tagging().tagSet();
      for (Tag tag : given == null ? List.<Tag>of() : given) {
        tags.put(Objects.toString(tag.key(), ""), Objects.toString(tag.value(), ""));
      }
      return tags;
    }
    String header = header("x-amz-tagging");
    return header == null ? Map.of() : tagsOf(header);
  }

  private static Map<String, String> tagsOf(String header) {
    Map<String, String> tags = new HashMap<>();
    for (String pair : header.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      tags.put(QueryString.decode(key), QueryString.decode(value));
    }
    return tags;
  }

  private List<String> values(String key) {
    if (key.equals("s3:requestobjecttagkeys")) {
      return List.copyOf(requestTags().keySet());
    }
    if (key.equals("s3:inventoryaccessibleoptionalfields")) {
      return inventoryFields();
    }
    return Stream.ofNullable(value(key)).toList();
  }

  private String value(String key) {
    return switch (key) {
      case "aws:requestedregion" -> bucket.scope().region();
      case "s3:accesspointnetworkorigin" -> point == null ? null : point.networkOrigin();
      case "s3:authtype" -> authType();
      case "s3:dataaccesspointaccount" -> point == null ? null : point.owner();
      case "s3:dataaccesspointarn" -> point == null ? null : point.arn();
      case "s3:delimiter", "s3:max-keys", "s3:prefix" ->
          QueryString.first(context.http().query(), key.substring(SERVICE_LENGTH));
      case "s3:if-match", "s3:if-none-match" -> header(key.substring(SERVICE_LENGTH));
      case "s3:objectcreationoperation" ->
          Boolean.toString(CREATING.contains(context.operation().name()));
      case "s3:resourceaccount" -> bucket.owner();
      case "s3:signatureage" -> signatureAge();
      case "s3:signatureversion" -> signatureVersion();
      case "s3:tlsversion" -> context.http().connection().tlsVersion();
      case "s3:versionid" -> InputMembers.text(input, "VersionId");
      default -> {
        if (key.startsWith(HEADER_KEYS)) {
          yield header(key.substring(SERVICE_LENGTH));
        }
        yield key.startsWith(LOCK_KEYS) ? lock(key.substring(LOCK_KEYS.length())) : null;
      }
    };
  }

  private String header(String name) {
    return context.http().header(name);
  }

  // --------------------------------------------------------------------------------- signatures

  private String authType() {
    return switch (SignatureParser.parse(context.http()).form()) {
      case UNSIGNED -> isSignedForm() ? "POST" : null;
      case HEADER, LEGACY_HEADER -> "REST-HEADER";
      case PRESIGNED, LEGACY_PRESIGNED -> "REST-QUERY-STRING";
    };
  }

  /** A form has its signature in its fields, not in the request built from it. */
  private boolean isSignedForm() {
    return !context.caller().isAnonymous();
  }

  private String signatureVersion() {
    return switch (SignatureParser.parse(context.http()).form()) {
      case UNSIGNED -> isSignedForm() ? SignatureParser.ALGORITHM : null;
      case HEADER, PRESIGNED -> SignatureParser.ALGORITHM;
      case LEGACY_HEADER, LEGACY_PRESIGNED -> "AWS";
    };
  }

  /** In milliseconds. */
  private String signatureAge() {
    Instant signed = SignatureParser.parse(context.http()).signedAt();
    return signed == null ? null : Long.toString(timeline.nowMillis() - signed.toEpochMilli());
  }

  // -------------------------------------------------------------------------------- object lock

  private String lock(String name) {
    return switch (name) {
      case "mode" ->
          input instanceof PutObjectRetentionRequest put && put.retention() != null
              ? put.retention().mode()
              : header("x-amz-object-lock-mode");
      case "legal-hold" ->
          input instanceof PutObjectLegalHoldRequest put && put.legalHold() != null
              ? put.legalHold().status()
              : header("x-amz-object-lock-legal-hold");
      case "retain-until-date" -> Objects.toString(retainedUntil(), null);
      case "remaining-retention-days" -> {
        Instant until = retainedUntil();
        yield until == null
            ? null
            : Long.toString(
                Duration.between(Instant.ofEpochMilli(timeline.nowMillis()), until).toDays());
      }
      default -> null;
    };
  }

  private Instant retainedUntil() {
    return input instanceof PutObjectRetentionRequest put
        ? put.retention() == null ? null : put.retention().retainUntilDate()
        : (Instant) InputMembers.value(input, "ObjectLockRetainUntilDate");
  }

  private List<String> inventoryFields() {
    return input instanceof PutBucketInventoryConfigurationRequest put
            && put.inventoryConfiguration() != null
            && put.inventoryConfiguration().optionalFields() != null
        ? put.inventoryConfiguration().optionalFields()
        : List.of();
  }
}
