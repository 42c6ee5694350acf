package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.Bucket;
import java.util.Optional;

/**
 * Finds access points by the bucket name of a request: an ARN, an alias, or the first label of the
 * host that SDKs build from an ARN.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">Referencing
 *     access points with ARNs, access point aliases, or virtual-hosted-style URIs</a>
 */
public final class AccessPointNames {
  /** The suffix of aliases, which no bucket name has. */
  public static final String ALIAS_END = "-s3alias";

  private static final String RESOURCE = "accesspoint/";
  private static final int ACCOUNT_DIGITS = 12;

  private final Buckets buckets;

  public AccessPointNames(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * A reference to an access point.
   *
   * @param account its owner
   * @param region null if none is named
   * @param certain whether it can only be an access point
   */
  private record Reference(String name, String account, String region, boolean certain) {
    /** Parses a host label such as {@code name-123456789012}; null if it is none. */
    static Reference ofLabel(String text) {
      int dash = text.length() - ACCOUNT_DIGITS - 1;
      boolean whole = dash > 0 && text.charAt(dash) == '-' && isAccount(text.substring(dash + 1));
      return whole
          ? new Reference(text.substring(0, dash), text.substring(dash + 1), null, false)
          : null;
    }

    /** Parses an ARN; null if it is not an access point's. */
    static Reference ofArn(Arn arn) {
      if (!arn.service().equals("s3") || !arn.resource().startsWith(RESOURCE)) {
        return null;
      }
      String region = arn.region().isEmpty() ? null : arn.region();
      String name = arn.resource().substring(RESOURCE.length());
      return new Reference(name, arn.account(), region, true);
    }
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * The bucket name for requests to {@code s3-accesspoint} hosts: an ARN, with the host's region.
   *
   * @param label the host's first label
   * @param region null if the host names none: then the request's region is used
   */
  static String ofHost(String label, String region) {
    Reference parsed = Reference.ofLabel(label);
    String account = parsed == null ? "" : parsed.account;
    String name = parsed == null ? label : parsed.name;
    return new Arn("aws", "s3", region == null ? "" : region, account, RESOURCE + name).toString();
  }

  /**
   * The request for the bucket of an access point that {@code name} refers to.
   *
   * @throws AwsError NoSuchBucket if {@code name} may be a bucket's and there is none; S3's access
   *     point errors if it can only be an access point and there is none
   */
  public BucketRequest reach(RequestContext context, String name) {
    AccessPoint point = find(name, context);
    Bucket bucket = point == null ? null : buckets.behind(point);
    if (bucket == null) {
      throw Bucket.noSuchBucket(point == null ? name : point.record().bucket());
    }
    return new BucketRequest(context, bucket, point);
  }

  private AccessPoint find(String name, RequestContext context) {
    if (name.endsWith(ALIAS_END)) {
      return existing(buckets.accessPointOfAlias(name));
    }
    Reference reference = referenceIn(name, context.http());
    if (reference == null) {
      return null;
    }
    if (!isAccount(reference.account)) {
      throw S3Errors.invalidAccessPoint("The specified access point name or account is not valid.");
    }
    AccessPoint found = find(reference, context);
    if (found == null && reference.certain) {
      throw noSuchAccessPoint(reference.name);
    }
    return found;
  }

  /** In the region of the reference or the caller; else in any. */
  private AccessPoint find(Reference reference, RequestContext context) {
    String region =
        reference.region == null && context != null ? context.scope().region() : reference.region;
    AccessPoint near =
        region == null
            ? null
            : buckets.accessPoint(new Scope(reference.account, region), reference.name);
    boolean named =
        reference.region != null || context != null && GuardedBinder.namesRegion(context);
    return near != null || named ? near : buckets.accessPointOf(reference.account, reference.name);
  }

  private static Reference referenceIn(String name, HttpRequest request) {
    Optional<Arn> arn = Arn.parse(name);
    if (arn.isPresent()) {
      return Reference.ofArn(arn.get());
    }
    return isHost(request, name) ? Reference.ofLabel(name) : null;
  }

  /**
   * The access point that a request names instead of a bucket, without refusing it; or null.
   *
   * @param context null if the caller is not known
   */
  public AccessPoint peek(String name, HttpRequest request, RequestContext context) {
    if (name.endsWith(ALIAS_END)) {
      return buckets.accessPointOfAlias(name);
    }
    Reference reference = referenceIn(name, request);
    return reference == null ? null : find(reference, context);
  }

  private static AccessPoint existing(AccessPoint found) {
    if (found == null) {
      throw S3Errors.invalidAccessPointAliasError(
          "The specified access point alias name is not valid.");
    }
    return found;
  }

  /** Whether the host begins with it: SDKs with a custom endpoint put the name in front of that. */
  private static boolean isHost(HttpRequest request, String name) {
    String host = request.header("Host");
    return host != null && host.startsWith(name + ".");
  }

  /** The error for a missing access point. */
  public static AwsError noSuchAccessPoint(String name) {
    return S3Errors.noSuchAccessPoint("The specified accesspoint does not exist")
        .withDetail("AccessPointName", name);
  }
}
