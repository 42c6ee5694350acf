package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.util.Set;

/**
 * The checksums that a service needs of a body, whether or not they are verified.
 *
 * @param always these
 * @param otherwise also this one where the client sends no checksum along; null for none
 */
public record RequestedDigests(Set<ChecksumAlgorithm> always, ChecksumAlgorithm otherwise) {
  /** None beyond those that are verified. */
  public static final RequestedDigests NONE = new RequestedDigests(Set.of(), null);
}
