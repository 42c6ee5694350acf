package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.ChecksumMode;
import dev.brume.s3.api.GetObjectOutput;
import dev.brume.s3.api.GetObjectRequest;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.HeadObjectRequest;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard.Purpose;
import java.time.Instant;
import java.util.List;

/**
 * GetObject and HeadObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
final class ReadOperations {
  private static final int MAX_PART_NUMBER = 10_000;
  private static final char LAST_OF_LATIN_1 = 0xff;

  private static final SharedMembers<GetObjectRequest> GET_OF_HEAD =
      new SharedMembers<>(HeadObjectRequest.SCHEMA, GetObjectRequest.builder().build());

  private static final SharedMembers<GetObjectOutput> GET_ANSWER =
      new SharedMembers<>(HeadObjectOutput.SCHEMA, GetObjectOutput.builder().build(), "Body");

  private final ObjectHeaders answers;
  private final List<ReadGuard> guards;

  /**
   * @param answers writes the response headers
   * @param guards the features that may refuse a read
   */
  ReadOperations(ObjectHeaders answers, List<ReadGuard> guards) {
    this.answers = answers;
    this.guards = guards;
  }

  public HeadObjectOutput headObject(BucketRequest request, HeadObjectRequest input) {
    GetObjectRequest asked = GET_OF_HEAD.of(input);
    ObjectVersion version = find(request, asked, Purpose.DESCRIPTION);
    return describe(request, asked, version, range(request, asked, version));
  }

  public GetObjectOutput getObject(BucketRequest request, GetObjectRequest input) {
    ObjectVersion version = find(request, input, Purpose.CONTENT);
    ObjectContent content = version.content();
    ByteRange range = range(request, input, version);
    HeadObjectOutput head = describe(request, input, version, range);
    return GET_ANSWER.of(
        head, range == null ? content.stream() : content.stream(range.offset(), range.length()));
  }

  private ObjectVersion find(BucketRequest request, GetObjectRequest input, Purpose purpose) {
    checkOverrides(request, input);
    checkPartNumber(input);
    checkChecksumMode(input.checksumMode());
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    for (ReadGuard guard : guards) {
      guard.check(request, version, purpose);
    }
    if (Preconditions.areIn(input)
        && Preconditions.isKnown(input, version, request.bucket().nowMillis())) {
      throw answers.notModified(request, version);
    }
    return version;
  }

  private HeadObjectOutput describe(
      BucketRequest request, GetObjectRequest input, ObjectVersion version, ByteRange range) {
    HeadObjectOutput.Builder answer = answers.describe(request, input, version, range);
    if (range == null) {
      return answer.contentLength(version.size()).build();
    }
    answer.contentLength(range.length()).contentRange(range.contentRange());
    if (input.partNumber() != null && version.content().isMultipart()) {
      answer.partsCount(version.content().parts().size());
    }
    return answer.build();
  }

  /** Refuses response header overrides in anonymous requests, and invalid ones. */
  private static void checkOverrides(BucketRequest request, GetObjectRequest input) {
    boolean overrides = input.responseExpires() != null;
    overrides |= isGiven("response-cache-control", input.responseCacheControl());
    overrides |= isGiven("response-content-disposition", input.responseContentDisposition());
    overrides |= isGiven("response-content-encoding", input.responseContentEncoding());
    overrides |= isGiven("response-content-language", input.responseContentLanguage());
    overrides |= isGiven("response-content-type", input.responseContentType());
    if (overrides && request.context().caller().isAnonymous()) {
      throw S3Refusals.invalidRequest(
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
  }

  private static boolean isGiven(String parameter, String value) {
    if (value == null) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > LAST_OF_LATIN_1) {
        throw S3Refusals.invalidArgument(
            "Header value cannot be represented using ISO-8859-1.", parameter, value);
      }
    }
    return true;
  }

  private static void checkPartNumber(GetObjectRequest input) {
    Integer number = input.partNumber();
    if (number == null) {
      return;
    }
    if (input.range() != null) {
      throw S3Refusals.invalidRequest(
          "Cannot specify both Range header and partNumber query parameter");
    }
    if (number < 1 || number > MAX_PART_NUMBER) {
      throw S3Refusals.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive",
          "partNumber",
          number.toString());
    }
  }

  /** AWS's common runtime sends it in lower case, which S3 accepts. */
  private static void checkChecksumMode(String mode) {
    if (mode != null && !ChecksumMode.ENABLED.equalsIgnoreCase(mode)) {
      throw S3Refusals.invalidArgument("Invalid Argument", "x-amz-checksum-mode", mode);
    }
  }

  /** The requested range; null for everything. */
  private static ByteRange range(
      BucketRequest request, GetObjectRequest input, ObjectVersion version) {
    ObjectContent content = version.content();
    if (input.partNumber() != null) {
      ByteRange part = ByteRange.ofPart(input.partNumber(), content);
      if (part == null) {
        throw ObjectErrors.unsatisfiablePartNumber(input.partNumber(), content.partCount());
      }
      return part;
    }
    return input.range() == null || !isRangeWanted(request, version)
        ? null
        : ByteRange.parse(input.range(), content);
  }

  /**
   * Whether If-Range permits the range: a client with another version gets the whole object.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5">RFC 9110: If-Range</a>
   */
  private static boolean isRangeWanted(BucketRequest request, ObjectVersion version) {
    String validator = request.header("If-Range");
    if (validator == null) {
      return true;
    }
    Instant date = HttpDate.parse(validator);
    return date == null
        ? Preconditions.matches(validator, version)
        : date.equals(version.lastModified());
  }
}
