package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.util.Set;

/**
 * The checksums that a service needs of a body, whether or not they are verified.
 *
 * @param always computed
 * @param otherwise computed in addition if the client sends no checksum; null for none
 * @param md5AsSent whether the error for a wrong Content-MD5 repeats it in Base64, as it was sent,
 *     instead of in hexadecimal digits
 */
public record RequestedDigests(
    Set<ChecksumAlgorithm> always, ChecksumAlgorithm otherwise, boolean md5AsSent) {
  /** No checksums beyond the verified ones. */
  public static final RequestedDigests NONE = new RequestedDigests(Set.of(), null);

  public RequestedDigests(Set<ChecksumAlgorithm> always, ChecksumAlgorithm otherwise) {
    this(always, otherwise, false);
  }
}
