package dev.brume.s3.control;

import dev.brume.s3.control.api.PublicAccessBlockConfiguration;
import dev.brume.s3.engine.PublicAccessBlock;

/** What the public is refused, between S3 Control's form and that in which it is stored. */
final class PublicBlocks {
  private PublicBlocks() {}

  /**
   * "By default, block public access settings are enabled for new access points": all of them,
   * where none is given. AWS does not document that one which is not given beside others is off.
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
