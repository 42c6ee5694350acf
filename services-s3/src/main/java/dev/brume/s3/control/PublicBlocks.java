package dev.brume.s3.control;

import dev.brume.s3.control.api.PublicAccessBlockConfiguration;
import dev.brume.s3.engine.PublicAccessBlock;

/** Converts public access blocks between S3 Control's form and the stored one. */
final class PublicBlocks {
  private PublicBlocks() {}

  /**
   * "By default, block public access settings are enabled for new access points": all of them, if
   * none is given. AWS does not document that an omitted setting is off if others are given.
   */
  static PublicAccessBlock ofNewAccessPoint(PublicAccessBlockConfiguration given) {
    return given == null ? PublicAccessBlock.EVERYTHING : kept(given);
  }

  static PublicAccessBlock kept(PublicAccessBlockConfiguration given) {
    return PublicAccessBlock.of(
        given.blockPublicAcls(),
        given.ignorePublicAcls(),
        given.blockPublicPolicy(),
        given.restrictPublicBuckets());
  }

  static PublicAccessBlockConfiguration shown(PublicAccessBlock kept) {
    return new PublicAccessBlockConfiguration(
        kept.blockPublicAcls(),
        kept.ignorePublicAcls(),
        kept.blockPublicPolicy(),
        kept.restrictPublicBuckets());
  }
}
