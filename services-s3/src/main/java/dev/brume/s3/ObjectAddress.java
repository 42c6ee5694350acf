package dev.brume.s3;

import dev.brume.core.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URL of an object in responses. */
public final class ObjectAddress {
  private ObjectAddress() {}

  /**
   * The URL at the host that the client called; S3 encodes slashes too.
   *
   * @param hostLabel the prefix of a host that names the bucket
   * @param bucket its name in the path otherwise
   */
  public static String of(HttpRequest request, String hostLabel, String bucket, String key) {
    String scheme = request.connection().isSecure() ? "https" : "http";
    String host = request.header("Host");
    String path = host != null && host.startsWith(hostLabel + ".") ? "/" : "/" + bucket + "/";
    return scheme + "://" + host + path + encoded(key);
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
