package dev.brume.s3.object;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.http.QueryString;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.Buckets;
import dev.brume.s3.FeatureContext;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.AnnotationDirective;
import dev.brume.s3.api.CopyObjectOutput;
import dev.brume.s3.api.CopyObjectRequest;
import dev.brume.s3.api.CopyObjectResult;
import dev.brume.s3.api.MetadataDirective;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.api.TaggingDirective;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.ObjectAnnotation;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectEvent;
import dev.brume.s3.engine.ObjectMetadata;
import dev.brume.s3.engine.ObjectVersion;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * CopyObject. The copy shares the bytes of its source. If they must be read for an ETag or checksum
 * that the source does not have, that is done before anything is locked; a source that is deleted
 * meanwhile is looked up again.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
final class CopyOperation {
  private static final long MAX_BYTES = 5L << 30;
  private static final int ATTEMPTS = 3;
  private static final String ANNOTATION_DIRECTIVE = "x-amz-object-annotation-directive";

  private static final SharedMembers<PutObjectRequest> PUT_OF_COPY =
      new SharedMembers<>(CopyObjectRequest.SCHEMA, PutObjectRequest.builder().build());

  private static final SharedMembers<CopyObjectOutput> COPY_ANSWER =
      new SharedMembers<>(PutObjectOutput.SCHEMA, CopyObjectOutput.builder().build());

  private static final SharedMembers<CopyObjectResult> RESULT =
      new SharedMembers<>(PutObjectOutput.SCHEMA, CopyObjectResult.builder().build());

  private final Buckets buckets;
  private final CopySources sources;
  private final CopyHashing hashing;
  private final ObjectDraft drafts;
  private final CreationHeaders answers;
  private final StoreSection section;

  CopyOperation(FeatureContext s3) {
    buckets = s3.buckets();
    sources = s3.copySources();
    hashing = new CopyHashing(s3.background());
    drafts = s3.drafts();
    answers = s3.creations();
    section = s3.section();
  }

  public CompletionStage<CopyObjectOutput> copyObject(
      BucketRequest request, CopyObjectRequest input) {
    Preconditions.checkWritable(input.ifMatch(), input.ifNoneMatch());
    checkDirectives(input);
    String directive = annotationDirective(request, input);
    if (directive != null
        && !directive.equals(AnnotationDirective.COPY)
        && !directive.equals(AnnotationDirective.EXCLUDE)) {
      throw S3Refusals.invalidArgument(
          "Unknown annotation directive.", ANNOTATION_DIRECTIVE, directive);
    }
    return copy(request, input, ATTEMPTS);
  }

  private static void checkDirectives(CopyObjectRequest input) {
    String metadata = input.metadataDirective();
    if (metadata != null
        && !metadata.equals(MetadataDirective.COPY)
        && !metadata.equals(MetadataDirective.REPLACE)) {
      throw S3Refusals.invalidArgument(
          "Unknown metadata directive.", "x-amz-metadata-directive", metadata);
    }
    String tagging = input.taggingDirective();
    if (tagging != null
        && !tagging.equals(TaggingDirective.COPY)
        && !tagging.equals(TaggingDirective.REPLACE)) {
      throw S3Refusals.invalidArgument(
          "Unknown tagging directive.", "x-amz-tagging-directive", tagging);
    }
  }

  /** Called in a section of the store. */
  private CompletionStage<CopyObjectOutput> copy(
      BucketRequest request, CopyObjectRequest input, int attempts) {
    CopySource source =
        sources.find(request, input.copySource(), input.expectedSourceBucketOwner());
    checkSelf(request, input, source);
    Preconditions.checkSource(
        new Preconditions.Reading(
            input.copySourceIfMatch(),
            input.copySourceIfNoneMatch(),
            input.copySourceIfModifiedSince(),
            input.copySourceIfUnmodifiedSince()),
        source.version(),
        request.bucket().nowMillis());
    if (source.version().size() > MAX_BYTES) {
      throw S3Refusals.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MAX_BYTES);
    }
    boolean takesTags = !TaggingDirective.REPLACE.equals(input.taggingDirective());
    if (takesTags && source.version().tags() != null) {
      sources.check("Tagging", request, input, source);
    }
    boolean annotated = !annotations(request, input, source).isEmpty();
    if (annotated) {
      sources.check("Annotation", request, input, source);
    }
    ObjectVersion.Builder draft = draft(request, input, source.version());
    if (annotated && input.sseCustomerAlgorithm() != null) {
      throw ObjectErrors.noAnnotations();
    }
    return hashing
        .copy(source.version(), requested(input))
        .thenCompose(
            content ->
                section.call(() -> finish(request, input, source, draft, content, attempts)));
  }

  private CompletionStage<CopyObjectOutput> finish(
      BucketRequest request,
      CopyObjectRequest input,
      CopySource source,
      ObjectVersion.Builder draft,
      ObjectContent content,
      int attempts) {
    if (!source.isThere(buckets)) {
      if (attempts == 1) {
        throw S3Errors.operationAborted(
            "A conflicting conditional operation is currently in progress against this resource."
                + " Please try again.");
      }
      return copy(request, input, attempts - 1);
    }
    return CompletableFuture.completedFuture(
        store(request, input, source, draft.content(content).build()));
  }

  private CopyObjectOutput store(
      BucketRequest request, CopyObjectRequest input, CopySource source, ObjectVersion whole) {
    Bucket bucket = buckets.again(request.bucket());
    ObjectVersion stored =
        bucket.edit(
            request.origin(),
            edit -> {
              Preconditions.checkWrite(edit, input.key(), input.ifMatch(), input.ifNoneMatch());
              return edit.put(whole, annotations(request, input, source), ObjectEvent.CREATED_COPY);
            });
    PutObjectOutput made = answers.describe(request.at(bucket), stored).build();
    return COPY_ANSWER.of(made).toBuilder()
        .versionId(VersionIds.shown(bucket, stored))
        .copySourceVersionId(source.shownVersionId())
        .copyObjectResult(RESULT.of(made).toBuilder().lastModified(stored.lastModified()).build())
        .build();
  }

  /** The present annotations for the copy. */
  private List<ObjectAnnotation> annotations(
      BucketRequest request, CopyObjectRequest input, CopySource source) {
    return AnnotationDirective.EXCLUDE.equals(annotationDirective(request, input))
        ? List.of()
        : List.copyOf(buckets.again(source.bucket()).annotations().of(source.version()).values());
  }

  /** "You can specify this directive as either an HTTP header or as a query string parameter." */
  private static String annotationDirective(BucketRequest request, CopyObjectRequest input) {
    return input.annotationDirective() != null
        ? input.annotationDirective()
        : QueryString.first(request.context().http().query(), ANNOTATION_DIRECTIVE);
  }

  /**
   * An object may only be copied to itself if the request changes it, the bucket has an explicit
   * default encryption, or the copy's encryption differs from the object's. A condition on the
   * target is checked before, and a satisfied one is sufficient.
   */
  private static void checkSelf(BucketRequest request, CopyObjectRequest input, CopySource source) {
    boolean self =
        !source.isVersionNamed()
            && source.bucket().name().equals(request.bucket().name())
            && source.version().key().equals(input.key());
    boolean encrypts =
        request.bucket().configuration(Configurations.ENCRYPTION) != null
            || source.version().encryption() != null;
    if (!self || encrypts || changes(input)) {
      return;
    }
    Preconditions.checkWrite(source.version(), input.key(), input.ifMatch(), input.ifNoneMatch());
    if (input.ifMatch() == null) {
      throw S3Refusals.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static boolean changes(CopyObjectRequest input) {
    return MetadataDirective.REPLACE.equals(input.metadataDirective())
        || input.storageClass() != null
        || input.websiteRedirectLocation() != null
        || input.serverSideEncryption() != null
        || input.sseCustomerAlgorithm() != null
        || input.bucketKeyEnabled() != null
        || input.checksumAlgorithm() != null;
  }

  private static ChecksumAlgorithm requested(CopyObjectRequest input) {
    if (input.checksumAlgorithm() == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(input.checksumAlgorithm());
    if (algorithm == null) {
      throw S3Refusals.invalidRequest(
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    return algorithm;
  }

  /** The headers' settings of the copy, combined with the source's. */
  private ObjectVersion.Builder draft(
      BucketRequest request, CopyObjectRequest input, ObjectVersion source) {
    boolean keepMetadata = !MetadataDirective.REPLACE.equals(input.metadataDirective());
    boolean keepTags = !TaggingDirective.REPLACE.equals(input.taggingDirective());
    PutObjectRequest.Builder headers = PUT_OF_COPY.of(input).toBuilder();
    if (keepMetadata) {
      headers.metadata(null);
    }
    if (keepTags) {
      headers.tagging(null);
    }
    ObjectVersion.Builder draft = drafts.read(request, headers.build());
    if (keepMetadata) {
      draft.metadata(kept(source.metadata(), input.websiteRedirectLocation()));
    }
    return keepTags ? draft.tags(source.tags()) : draft;
  }

  /** Everything but the redirect location, which copies only have if it is set explicitly. */
  private static ObjectMetadata kept(ObjectMetadata source, String redirectLocation) {
    return new ObjectMetadata(
        source.contentType(),
        source.cacheControl(),
        source.contentDisposition(),
        source.contentEncoding(),
        source.contentLanguage(),
        source.expires(),
        redirectLocation,
        source.user());
  }
}
