package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.state.Store;
import dev.brume.s3.access.PolicyErrors;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.bucket.BucketNames;
import dev.brume.s3.engine.Bucket;
import java.util.List;
import java.util.Set;

/**
 * The errors for input that violates the model's constraints. S3 is older than AWS's validation: a
 * document that does not match its schema is malformed, a header or parameter an invalid argument.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class ConstraintErrors {
  /** Members whose values the operations check, with specific errors. */
  private static final Set<String> JUDGED_BY_OPERATIONS =
      Set.of(
          "ACL",
          "AnnotationDirective",
          "AnnotationName",
          "ChecksumAlgorithm",
          "ChecksumMode",
          "CopySource",
          "EncodingType",
          "MetadataDirective",
          "ObjectAttributes",
          "ObjectOwnership",
          "ObjectLockLegalHoldStatus",
          "ObjectLockMode",
          "OptionalObjectAttributes",
          "ServerSideEncryption",
          "StorageClass",
          "TaggingDirective",
          "TransitionDefaultMinimumObjectSize");

  /** Path prefixes of documents whose values the operations check. */
  private static final List<String> JUDGED_DOCUMENTS =
      List.of(
          "accelerateConfiguration.",
          "bucketLoggingStatus.",
          "createBucketConfiguration.",
          "lifecycleConfiguration.",
          "notificationConfiguration.",
          "tagging.",
          "websiteConfiguration.");

  private ConstraintErrors() {}

  /**
   * The error, or null if the operation checks it: a SelectObjectContent request has its own
   * errors. An invalid document is only reported if its bucket exists.
   */
  static AwsError of(List<Violation> violations, RequestContext context, FeatureContext s3) {
    if (context.operation() == S3Api.SELECT_OBJECT_CONTENT) {
      return null;
    }
    return orMissingBucket(of(violations, context), context, s3);
  }

  /**
   * {@code error}, or NoSuchBucket for a document's error if the bucket is missing: S3 looks for
   * the bucket before it parses the document.
   *
   * @param error null for none
   */
  static AwsError orMissingBucket(AwsError error, RequestContext context, FeatureContext s3) {
    if (error == null || !isOfDocument(error)) {
      return error;
    }
    Store store = s3.surroundings().store();
    store.enter();
    try {
      String missing = missingBucket(context, s3.buckets());
      return missing == null ? error : Bucket.noSuchBucket(missing);
    } finally {
      store.exit();
    }
  }

  /** The bucket in the path if it does not exist; else null. */
  private static String missingBucket(RequestContext context, Buckets buckets) {
    String path = context.http().path();
    int end = path.indexOf('/', 1);
    String name = path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
    boolean missing =
        context.operation() != S3Api.CREATE_BUCKET
            && BucketNames.isValid(name)
            && buckets.find(name, context.scope()) == null
            && buckets.accessPointOfAlias(name) == null;
    return missing ? name : null;
  }

  private static AwsError of(List<Violation> violations, RequestContext context) {
    for (Violation violation : violations) {
      Member member = memberOf(violation, context);
      AwsError error = of(violation, member, context);
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static AwsError of(Violation violation, Member member, RequestContext context) {
    if (isPostToObject(member, context)) {
      return S3Refusals.methodNotAllowed("POST", "OBJECT")
          .withHeader("Allow", "HEAD, DELETE, GET, PUT");
    }
    Location location = member == null ? Location.BODY : member.location();
    return switch (location) {
      case BODY, PAYLOAD, RESPONSE_CODE -> ofDocument(violation, context);
      case HEADER, QUERY, LABEL, PREFIX_HEADERS, QUERY_PARAMS ->
          JUDGED_BY_OPERATIONS.contains(member.name())
              ? null
              : S3Refusals.invalidArgument(
                  "Invalid Argument", member.locationName(), given(member, context));
    };
  }

  /** A POST to an object can only complete an upload; but it names no upload. */
  private static boolean isPostToObject(Member member, RequestContext context) {
    return context.operation() == S3Api.COMPLETE_MULTIPART_UPLOAD
        && member != null
        && member.name().equals("UploadId")
        && given(member, context) == null;
  }

  /**
   * Whether the error is about the document in the body, which is parsed after all other checks.
   */
  private static boolean isOfDocument(AwsError error) {
    return switch (error.code()) {
      case "MalformedXML", "MalformedACLError", "MalformedPolicy", "MissingRequestBodyError" ->
          true;
      default -> false;
    };
  }

  private static AwsError ofDocument(Violation violation, RequestContext context) {
    if (violation.missing() && violation.member().equals("TagSet")) {
      return null; // A missing set is an empty one.
    }
    if (context.operation() == S3Api.PUT_BUCKET_POLICY && violation.missing()) {
      return PolicyErrors.empty();
    }
    if (violation.missing() && !violation.path().contains(".")) {
      return S3Refusals.missingRequestBody();
    }
    return !violation.missing() && JUDGED_DOCUMENTS.stream().anyMatch(violation.path()::startsWith)
        ? null
        : malformed(context);
  }

  private static AwsError malformed(RequestContext context) {
    boolean acl =
        context.operation() == S3Api.PUT_BUCKET_ACL || context.operation() == S3Api.PUT_OBJECT_ACL;
    return acl ? S3Refusals.malformedAcl() : S3Refusals.malformedXml();
  }

  private static Member memberOf(Violation violation, RequestContext context) {
    int end = violation.path().indexOf('.');
    String first = end < 0 ? violation.path() : violation.path().substring(0, end);
    for (Member member : context.operation().input().members()) {
      if (member.name().equalsIgnoreCase(first)) {
        return member;
      }
    }
    return null;
  }

  private static String given(Member member, RequestContext context) {
    return member.location() == Location.QUERY
        ? QueryString.first(context.http().query(), member.locationName())
        : context.http().header(String.valueOf(member.locationName()));
  }
}
