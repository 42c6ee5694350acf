package dev.brume.core.scope;

import java.util.Optional;

/**
 * An Amazon Resource Name. Region and account may be empty, as S3's are, and IAM's regions.
 *
 * <p>The resource is a name alone ({@code my-queue}), a type and an id ({@code table/Music}, {@code
 * function:ping}), or these and a qualifier ({@code function:ping:live}). Only the service knows
 * which of them it is: {@link #resourceType()} and the like assume a resource with a type.
 *
 * @param partition such as {@code aws}
 * @param service such as {@code lambda}
 * @param region such as {@code eu-west-1}, or ""
 * @param account 12 digits, or ""
 * @param resource the rest after the account
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  private static final String SCHEME = "arn:";

  /**
   * Parses {@code arn:partition:service:region:account:resource}; empty if {@code text} is not an
   * ARN.
   */
  public static Optional<Arn> parse(String text) {
    if (text == null || !text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    int service = text.indexOf(':', SCHEME.length()) + 1;
    int region = service == 0 ? 0 : text.indexOf(':', service) + 1;
    int account = region == 0 ? 0 : text.indexOf(':', region) + 1;
    int resource = account == 0 ? 0 : text.indexOf(':', account) + 1;
    boolean isWhole = resource > 0 && resource < text.length();
    if (!isWhole || service == SCHEME.length() + 1 || region == service + 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Arn(
            text.substring(SCHEME.length(), service - 1),
            text.substring(service, region - 1),
            text.substring(region, account - 1),
            text.substring(account, resource - 1),
            text.substring(resource)));
  }

  /**
   * The ARN by which policies name a whole account: that of its root user.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts">AWS
   *     account principals</a>
   */
  public static Arn ofAccount(String partition, String account) {
    return new Arn(partition, "iam", "", account, "root");
  }

  /** The scope of the resource. */
  public Scope scope() {
    return new Scope(account, region);
  }

  /** The first slash or colon of the resource; -1 if there is none. */
  private int separator() {
    for (int i = 0; i < resource.length(); i++) {
      char c = resource.charAt(i);
      if (c == '/' || c == ':') {
        return i;
      }
    }
    return -1;
  }

  /** The part before the first slash or colon of the resource; "" if there is none. */
  public String resourceType() {
    int end = separator();
    return end < 0 ? "" : resource.substring(0, end);
  }

  /**
   * The part after the type: of {@code type/id} everything, including further slashes (a role's
   * path, a table's index); of {@code type:id:qualifier} up to the next colon. The whole resource
   * if it has no type.
   */
  public String resourceId() {
    int start = separator();
    if (start < 0) {
      return resource;
    }
    int end = resource.charAt(start) == ':' ? resource.indexOf(':', start + 1) : -1;
    return end < 0 ? resource.substring(start + 1) : resource.substring(start + 1, end);
  }

  /** The qualifier of {@code type:id:qualifier}: a version or an alias; "" if there is none. */
  public String qualifier() {
    int start = separator();
    if (start < 0 || resource.charAt(start) != ':') {
      return "";
    }
    int end = resource.indexOf(':', start + 1);
    return end < 0 ? "" : resource.substring(end + 1);
  }

  /** Whether this is a resource of that type of that service, such as Lambda's functions. */
  public boolean is(String ofService, String type) {
    return service.equals(ofService) && resourceType().equals(type);
  }

  /**
   * The ARN of a version or alias of this resource, or of a part of it: {@code type:id:qualifier}.
   *
   * @param qualifier null or "" for none
   */
  public Arn withQualifier(String qualifier) {
    return qualifier == null || qualifier.isEmpty()
        ? this
        : new Arn(partition, service, region, account, resource + ":" + qualifier);
  }

  @Override
  public String toString() {
    return SCHEME + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
