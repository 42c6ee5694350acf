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
 * The errors for input that breaks the model's constraints. S3 is older than AWS's validation: a
 * document that does not fit its schema is malformed, a header or parameter an invalid argument.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class ConstraintErrors {
  /** Members whose values the operations check, which have an error of their own for them. */
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

  /** The start of the path of what stands in documents whose values the operations check. */
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
   * The error, or null where it is the operation's to find: a SelectObjectContent request has
   * errors of its own. That a document is wrong is only said where there is a bucket for it.
   */
  static AwsError of(List<Violation> violations, RequestContext context, FeatureContext s3) {
    if (context.operation() == S3Api.SELECT_OBJECT_CONTENT) {
      return null;
    }
    return orMissingBucket(of(violations, context), context, s3);
  }

  /**
   * {@code error}, or that the bucket is missing where the error is about a document: S3 looks for
   * the bucket before it reads what the document says.
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

  /** The bucket that the path names where there is none of that name; else null. */
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

  /** Completing an upload is all that a POST to an object could mean; but it names no upload. */
  private static boolean isPostToObject(Member member, RequestContext context) {
    return context.operation() == S3Api.COMPLETE_MULTIPART_UPLOAD
        && member != null
        && member.name().equals("UploadId")
        && given(member, context) == null;
  }

  /** Whether the error is about the document in the body, which is read when all else is right. */
  private static boolean isOfDocument(AwsError error) {
    return switch (error.code()) {
      case "MalformedXML", "MalformedACLError", "MalformedPolicy", "MissingRequestBodyError" ->
          true;
      default -> false;
    };
  }

  private static AwsError ofDocument(Violation violation, RequestContext context) {
    if (violation.missing() && violation.member().equals("TagSet")) {
      return null; // No set is an empty one.
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
