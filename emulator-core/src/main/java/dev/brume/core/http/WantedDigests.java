package dev.brume.core.http;

import dev.brume.core.checksum.ChecksumAlgorithm;
import java.util.Set;

/**
 * The checksums that a service wants of a body, whether or not they have to be verified.
 *
 * @param always these
 * @param otherwise also this one where the client sends no checksum along; null for none
 */
public record WantedDigests(Set<ChecksumAlgorithm> always, ChecksumAlgorithm otherwise) {
  /** None beyond those that are verified. */
  public static final WantedDigests NONE = new WantedDigests(Set.of(), null);
}
