package dev.brume.iam.engine;

import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect identity provider.
 *
 * @param url without the scheme
 * @param clientIds audiences of its tokens
 * @param thumbprints of its server's certificates
 * @param createdMillis when it was created
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html">GetOpenIDConnectProvider</a>
 */
public record OidcProviderRecord(
    String arn,
    String url,
    List<String> clientIds,
    List<String> thumbprints,
    long createdMillis,
    Map<String, String> tags) {

  /** The same with other audiences. */
  public OidcProviderRecord withClientIds(List<String> changed) {
    return new OidcProviderRecord(arn, url, changed, thumbprints, createdMillis, tags);
  }

  /** The same with other thumbprints. */
  public OidcProviderRecord withThumbprints(List<String> changed) {
    return new OidcProviderRecord(arn, url, clientIds, changed, createdMillis, tags);
  }

  /** The same with other tags. */
  public OidcProviderRecord withTags(Map<String, String> changed) {
    return new OidcProviderRecord(arn, url, clientIds, thumbprints, createdMillis, changed);
  }
}
