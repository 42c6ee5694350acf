package dev.brume.s3.object;

import dev.brume.core.http.ContentEncodings;
import dev.brume.s3.BucketRequest;
import dev.brume.s3.api.PutObjectRequest;
import dev.brume.s3.engine.ObjectMetadata;
import dev.brume.s3.engine.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The headers of a request that creates an object, by put, copy, post or multipart upload: an
 * {@link ObjectVersion} without content.
 */
public final class ObjectDraft {
  private static final int MAX_KEY_BYTES = 1024;
  private static final int MAX_BYTES_OF_A_CHARACTER = 3;
  private static final int MAX_REDIRECT_LENGTH = 2048;
  private static final String DEFAULT_TYPE = "binary/octet-stream";

  private final List<DraftContributor> contributors;

  /**
   * @param contributors the features with headers of their own, called in order
   */
  public ObjectDraft(List<DraftContributor> contributors) {
    this.contributors = contributors;
  }

  /**
   * Parses the headers. Other operations than PutObject convert theirs to a {@link
   * PutObjectRequest} by {@link SharedMembers}.
   *
   * @throws dev.brume.core.error.AwsError if they are invalid
   */
  public ObjectVersion.Builder read(BucketRequest request, PutObjectRequest headers) {
    checkKey(headers.key());
    RelativeKeys.check(headers.key());
    ObjectVersion.Builder draft =
        ObjectVersion.of(headers.key(), request.bucket().owner())
            .metadata(metadata(headers))
            .storageClass(StorageClasses.read(headers.storageClass()))
            .tags(ObjectTags.ofHeader(headers.tagging()));
    for (DraftContributor contributor : contributors) {
      contributor.contribute(request, headers, draft);
    }
    return draft;
  }

  /**
   * Refuses invalid object keys.
   *
   * @throws dev.brume.core.error.AwsError KeyTooLongError
   */
  public static void checkKey(String key) {
    if (key.length() > MAX_KEY_BYTES / MAX_BYTES_OF_A_CHARACTER) {
      int bytes = key.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_KEY_BYTES) {
        throw ObjectErrors.keyTooLong(bytes, MAX_KEY_BYTES);
      }
    }
  }

  private static ObjectMetadata metadata(PutObjectRequest headers) {
    String type = headers.contentType();
    return new ObjectMetadata(
        type == null || type.isEmpty() ? DEFAULT_TYPE : type,
        headers.cacheControl(),
        headers.contentDisposition(),
        ContentEncodings.withoutAwsChunked(headers.contentEncoding()),
        headers.contentLanguage(),
        headers.expires(),
        redirectLocation(headers.websiteRedirectLocation()),
        UserMetadata.read(headers.metadata()));
  }

  private static String redirectLocation(String location) {
    if (location == null) {
      return null;
    }
    if (!location.startsWith("/")
        && !location.startsWith("http://")
        && !location.startsWith("https://")) {
      throw ObjectErrors.invalidRedirectLocation();
    }
    if (location.length() > MAX_REDIRECT_LENGTH) {
      throw ObjectErrors.redirectLocationTooLong();
    }
    return location;
  }
}
