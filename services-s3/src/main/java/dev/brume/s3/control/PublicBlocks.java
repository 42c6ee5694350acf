package dev.brume.s3.control;

import dev.brume.s3.control.api.PublicAccessBlockConfiguration;

/** What the public is refused, between S3 Control's form and S3's, in which it is kept. */
final class PublicBlocks {
  /** What access points refuse the public unless told otherwise. */
  private static final dev.brume.s3.api.PublicAccessBlockConfiguration EVERYTHING =
      new dev.brume.s3.api.PublicAccessBlockConfiguration(true, true, true, true);

  private PublicBlocks() {}

  /**
   * "By default, block public access settings are enabled for new access points": all of them,
   * where none is given. AWS does not document that one which is not given beside others is off.
   */
  static dev.brume.s3.api.PublicAccessBlockConfiguration ofNewAccessPoint(
      PublicAccessBlockConfiguration given) {
    return given == null ? EVERYTHING : kept(given);
  }

  static dev.brume.s3.api.PublicAccessBlockConfiguration kept(
      PublicAccessBlockConfiguration given) {
    return new dev.brume.s3.api.PublicAccessBlockConfiguration(
        Boolean.TRUE.equals(given.blockPublicAcls()),
        Boolean.TRUE.equals(given.ignorePublicAcls()),
        Boolean.TRUE.equals(given.blockPublicPolicy()),
        Boolean.TRUE.equals(given.restrictPublicBuckets()));
  }

  static PublicAccessBlockConfiguration shown(
      dev.brume.s3.api.PublicAccessBlockConfiguration kept) {
    return new PublicAccessBlockConfiguration(
        kept.blockPublicAcls(),
        kept.ignorePublicAcls(),
        kept.blockPublicPolicy(),
        kept.restrictPublicBuckets());
  }
}
