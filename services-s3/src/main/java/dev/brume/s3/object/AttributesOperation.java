package dev.brume.s3.object;

import dev.brume.s3.BucketRequest;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.Checksum;
import dev.brume.s3.api.ChecksumType;
import dev.brume.s3.api.GetObjectAttributesOutput;
import dev.brume.s3.api.GetObjectAttributesParts;
import dev.brume.s3.api.GetObjectAttributesRequest;
import dev.brume.s3.api.ObjectAttributes;
import dev.brume.s3.api.ObjectPart;
import dev.brume.s3.api.PutObjectOutput;
import dev.brume.s3.engine.ObjectContent;
import dev.brume.s3.engine.ObjectVersion;
import dev.brume.s3.object.ReadGuard.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * GetObjectAttributes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html">GetObjectAttributes</a>
 */
final class AttributesOperation {
  private static final String HEADER = "x-amz-object-attributes";
  private static final int MAX_PARTS = 1000;

  private static final List<String> ATTRIBUTES =
      List.of(
          ObjectAttributes.E_TAG,
          ObjectAttributes.CHECKSUM,
          ObjectAttributes.OBJECT_PARTS,
          ObjectAttributes.STORAGE_CLASS,
          ObjectAttributes.OBJECT_SIZE);

  private static final SharedMembers<Checksum> CHECKSUM =
      new SharedMembers<>(PutObjectOutput.SCHEMA, Checksum.builder().build());

  private static final SharedMembers<ObjectPart> PART =
      new SharedMembers<>(PutObjectOutput.SCHEMA, ObjectPart.builder().build());

  private final List<ReadGuard> guards;

  /**
   * @param guards the features that may refuse a read
   */
  AttributesOperation(List<ReadGuard> guards) {
    this.guards = guards;
  }

  public GetObjectAttributesOutput getObjectAttributes(
      BucketRequest request, GetObjectAttributesRequest input) {
    List<String> wanted = wanted(input);
    ObjectVersion version = ObjectFinder.find(request, input.key(), input.versionId());
    for (ReadGuard guard : guards) {
      guard.check(request, version, Purpose.DESCRIPTION);
    }
    ObjectContent content = version.content();
    GetObjectAttributesOutput.Builder answer =
        GetObjectAttributesOutput.builder()
            .lastModified(version.lastModified())
            .versionId(VersionIds.shown(request.bucket(), version));
    if (wanted.contains(ObjectAttributes.E_TAG)) {
      answer.eTag(content.etag());
    }
    if (wanted.contains(ObjectAttributes.CHECKSUM) && content.checksum() != null) {
      answer.checksum(CHECKSUM.of(members(bare(content), content.checksumType())));
    }
    if (wanted.contains(ObjectAttributes.OBJECT_PARTS) && content.isMultipart()) {
      answer.objectParts(parts(input, content));
    }
    if (wanted.contains(ObjectAttributes.STORAGE_CLASS)) {
      answer.storageClass(StorageClasses.name(version.storageClass()));
    }
    if (wanted.contains(ObjectAttributes.OBJECT_SIZE)) {
      answer.objectSize(content.size());
    }
    return answer.build();
  }

  /** The checksum; of a composite one without the part count, which other responses append. */
  private static dev.brume.s3.engine.Checksum bare(ObjectContent content) {
    dev.brume.s3.engine.Checksum checksum = content.checksum();
    return ChecksumType.COMPOSITE.equals(content.checksumType())
        ? new dev.brume.s3.engine.Checksum(
            checksum.algorithm(), checksum.value().substring(0, checksum.value().indexOf('-')))
        : checksum;
  }

  private static List<String> wanted(GetObjectAttributesRequest input) {
    List<String> wanted = new ArrayList<>();
    if (input.objectAttributes() != null) {
      for (String attribute : input.objectAttributes()) {
        if (!attribute.isEmpty()) {
          wanted.add(attribute);
        }
      }
    }
    if (wanted.isEmpty()) {
      throw S3Refusals.invalidRequest(
          "The x-amz-object-attributes header specifying the attributes to be retrieved is either"
              + " missing or empty");
    }
    for (String attribute : wanted) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw S3Refusals.invalidArgument("Invalid attribute name specified.", HEADER, attribute);
      }
    }
    return wanted;
  }

  /** The pages of parts, if each has its own checksum; else only their number. */
  private static GetObjectAttributesParts parts(
      GetObjectAttributesRequest input, ObjectContent content) {
    GetObjectAttributesParts.Builder answer =
        GetObjectAttributesParts.builder().totalPartsCount(content.parts().size());
    if (!ChecksumType.COMPOSITE.equals(content.checksumType())) {
      return answer.build();
    }
    int marker = input.partNumberMarker() == null ? 0 : input.partNumberMarker();
    int max = input.maxParts() == null ? MAX_PARTS : Math.clamp(input.maxParts(), 0, MAX_PARTS);
    List<ObjectPart> page = new ArrayList<>();
    boolean truncated = false;
    int last = 0;
    for (dev.brume.s3.engine.ObjectPart part : content.parts()) {
      if (part.number() <= marker) {
        continue;
      }
      if (page.size() == max) {
        truncated = true;
        break;
      }
      page.add(written(part));
      last = part.number();
    }
    return answer
        .partNumberMarker(marker)
        .nextPartNumberMarker(last)
        .maxParts(max)
        .isTruncated(truncated)
        .parts(page)
        .build();
  }

  private static ObjectPart written(dev.brume.s3.engine.ObjectPart part) {
    return PART.of(members(part.checksum(), null)).toBuilder()
        .partNumber(part.number())
        .size(part.size())
        .build();
  }

  private static PutObjectOutput members(
      dev.brume.s3.engine.Checksum checksum, String checksumType) {
    PutObjectOutput.Builder members = PutObjectOutput.builder().checksumType(checksumType);
    ChecksumMembers.OF_PUT.set(members, checksum);
    return members.build();
  }
}
