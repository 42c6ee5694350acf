package dev.brume.s3.bucket;

import dev.brume.core.auth.Regions;
import dev.brume.core.scope.Scope;
import dev.brume.s3.api.S3Errors;

/**
 * Determines the region of a new bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
final class LocationConstraints {
  /** The region whose buckets have no location constraint. */
  static final String FIRST_REGION = Scope.DEFAULT_REGION;

  /** The old name of eu-west-1, when it was the only region in Europe. */
  static final String EUROPE = "EU";

  private static final String IRELAND = "eu-west-1";
  private static final Regions STANDARD = new Regions(false);

  private LocationConstraints() {}

  /**
   * The requested region.
   *
   * @param here the region that the request was sent to
   * @param wanted the location constraint, or null
   * @throws dev.brume.core.error.AwsError InvalidLocationConstraint, or
   *     IllegalLocationConstraintException if the request must be sent to another region's endpoint
   */
  static String resolve(String here, String wanted) {
    if (wanted != null && here.equals(FIRST_REGION) && !isConstraint(here, wanted)) {
      throw S3Errors.invalidLocationConstraint("The specified location-constraint is not valid")
          .withDetail("LocationConstraint", wanted);
    }
    String region = EUROPE.equals(wanted) ? IRELAND : wanted;
    if (here.equals(FIRST_REGION)) {
      return region == null ? here : region;
    }
    if (here.equals(region)) {
      return here;
    }
    throw S3Errors.illegalLocationConstraintException(
        "The "
            + (wanted == null ? "unspecified" : wanted)
            + " location constraint is incompatible for the region specific endpoint this request"
            + " was sent to.");
  }

  /**
   * The first region has no constraint; a non-standard region that the server permits has its own
   * name.
   */
  private static boolean isConstraint(String here, String wanted) {
    return wanted.equals(EUROPE)
        || wanted.equals(here) && !wanted.equals(FIRST_REGION)
        || STANDARD.isStandard(wanted) && !wanted.equals(FIRST_REGION);
  }
}
