package dev.brume.s3.logging;

import dev.brume.core.gateway.CompletedRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Struct;
import dev.brume.s3.api.CopyObjectRequest;
import dev.brume.s3.api.UploadPartCopyRequest;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.object.CopySources;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The resource of a request in the access log: bucket, object, or service.
 *
 * @param bucket the bucket's name, or the name in its place; never null
 * @param key null for the bucket
 * @param versionId as the request names it, or null
 * @param accessPoint the access point named instead of the bucket, or null
 */
record LoggedResource(String bucket, String key, String versionId, AccessPoint accessPoint) {
  /** The resource that a request names, possibly only by its path. */
  static LoggedResource of(CompletedRequest completedRequest) {
    String path = completedRequest.request().path();
    int end = path.indexOf('/', 1);
    String bucket = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    String rest = end < 0 ? "" : path.substring(end + 1);
    String key = completedRequest.input() == null ? null : keyOf(completedRequest.input());
    if (key == null && !rest.isEmpty()) {
      key = decoded(rest);
    }
    String versionId = QueryString.first(completedRequest.original().query(), "versionId");
    return new LoggedResource(decoded(bucket), key, versionId, null);
  }

  /** The same with the bucket of {@code point}, which the request names. */
  LoggedResource through(AccessPoint point) {
    return new LoggedResource(point.record().bucket(), key, versionId, point);
  }

  /** In paths plus signs are literal. */
  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return path;
    }
  }

  private static String keyOf(Struct input) {
    for (Member member : input.schema().members()) {
      if (member.name().equals("Key")) {
        return (String) input.get(member.index());
      }
    }
    return null;
  }

  /** The source object of a copy; null for other requests. */
  static LoggedResource ofCopySource(CompletedRequest completedRequest) {
    String header =
        switch (completedRequest.input()) {
          case CopyObjectRequest copy -> copy.copySource();
          case UploadPartCopyRequest copy -> copy.copySource();
          case null, default -> null;
        };
    CopySources.Name name = header == null ? null : CopySources.Name.find(header);
    return name == null
        ? null
        : new LoggedResource(name.bucket(), name.key(), name.versionId(), null);
  }
}
