package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.engine.AccessPoint;
import java.util.Optional;

/**
 * Finds access points by what requests name in place of a bucket: an ARN, an alias, or the first
 * label of the host that SDKs make of an ARN.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">Referencing
 *     access points with ARNs, access point aliases, or virtual-hosted-style URIs</a>
 */
public final class AccessPointNames {
  /** How aliases end, and no name of a bucket does. */
  public static final String ALIAS_END = "-s3alias";

  private static final String RESOURCE = "accesspoint/";
  private static final int ACCOUNT_DIGITS = 12;

  private final Buckets buckets;

  public AccessPointNames(Buckets buckets) {
    this.buckets = buckets;
  }

  /** The name of an access point and its owner, as in {@code name-123456789012}. */
  private record Label(String name, String account) {
    static Label parse(String text) {
      int dash = text.length() - ACCOUNT_DIGITS - 1;
      boolean whole = dash > 0 && text.charAt(dash) == '-' && isAccount(text.substring(dash + 1));
      return whole ? new Label(text.substring(0, dash), text.substring(dash + 1)) : null;
    }
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * What takes the bucket's place in requests to {@code s3-accesspoint} hosts: an ARN, with the
   * host's region.
   *
   * @param label the host's first label
   * @param region null where the host names none: then it is that of the request
   */
  static String ofHost(String label, String region) {
    Label parsed = Label.parse(label);
    String account = parsed == null ? "" : parsed.account;
    String name = parsed == null ? label : parsed.name;
    return new Arn("aws", "s3", region == null ? "" : region, account, RESOURCE + name).toString();
  }

  /**
   * The access point that stands in the place of a bucket; null where {@code name} is of another
   * form, and may be a bucket's.
   *
   * @throws AwsError where it can be nothing but an access point, and there is none
   */
  public AccessPoint find(String name, RequestContext context) {
    if (name.endsWith(ALIAS_END)) {
      return existing(buckets.accessPointOfAlias(name));
    }
    Optional<Arn> arn = Arn.parse(name);
    if (arn.isPresent()) {
      return ofArn(arn.get(), context.scope());
    }
    Label label = isHost(context.http(), name) ? Label.parse(name) : null;
    return label == null ? null : ofLabel(label, context);
  }

  /** The host says no region then; neither do some who ask. */
  private AccessPoint ofLabel(Label label, RequestContext context) {
    Scope scope = new Scope(label.account, context.scope().region());
    AccessPoint near = buckets.region(scope).accessPoints().find(label.name);
    return near != null || GuardedBinder.namesRegion(context)
        ? near
        : buckets.accessPointOf(label.account, label.name);
  }

  private AccessPoint ofArn(Arn arn, Scope scope) {
    if (!arn.service().equals("s3") || !arn.resource().startsWith(RESOURCE)) {
      return null;
    }
    String name = arn.resource().substring(RESOURCE.length());
    if (!isAccount(arn.account())) {
      throw S3Errors.invalidAccessPoint("The specified access point name or account is not valid.");
    }
    String region = arn.region().isEmpty() ? scope.region() : arn.region();
    AccessPoint found = buckets.region(new Scope(arn.account(), region)).accessPoints().find(name);
    if (found == null) {
      throw noSuchAccessPoint(name);
    }
    return found;
  }

  private static AccessPoint existing(AccessPoint found) {
    if (found == null) {
      throw S3Errors.invalidAccessPointAliasError(
          "The specified access point alias name is not valid.");
    }
    return found;
  }

  /** Whether the host begins with it: SDKs that know but one address put the name before that. */
  private static boolean isHost(HttpRequest request, String name) {
    String host = request.header("Host");
    return host != null && host.startsWith(name + ".");
  }

  /** The error for an access point that is not there. */
  public static AwsError noSuchAccessPoint(String name) {
    return S3Errors.noSuchAccessPoint("The specified accesspoint does not exist")
        .withDetail("AccessPointName", name);
  }
}
