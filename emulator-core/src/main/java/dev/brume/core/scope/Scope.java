package dev.brume.core.scope;

/**
 * Where a request acts and where state belongs: an account in a region, a whole account (IAM, Route
 * 53, S3's account settings), or the whole server (names that are unique in the world). State of
 * different scopes never meets.
 *
 * @param account 12 digits; empty for the whole server
 * @param region such as {@code us-east-1}; empty for a whole account and for the whole server
 */
public record Scope(String account, String region) implements Comparable<Scope> {
  /** The account of callers whose access key does not name one. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  /** The region of requests that name none. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** The whole server: what belongs to no account. */
  public static final Scope SERVER = new Scope("", "");

  /** The scope of requests that say nothing of themselves. */
  public static final Scope DEFAULT = new Scope(DEFAULT_ACCOUNT, DEFAULT_REGION);

  /** What a scope spans. */
  public enum Level {
    /** An account in a region. */
    REGION,
    /** An account in all regions together. */
    ACCOUNT,
    /** All accounts in all regions. */
    SERVER
  }

  /** A whole account, in all regions together. */
  public static Scope ofAccount(String account) {
    return new Scope(account, "");
  }

  /** What this scope spans. */
  public Level level() {
    if (!region.isEmpty()) {
      return Level.REGION;
    }
    return account.isEmpty() ? Level.SERVER : Level.ACCOUNT;
  }

  /**
   * The partition that the region belongs to: {@code aws}, {@code aws-cn} or {@code aws-us-gov}.
   */
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The ARN of a resource of {@code service} in this scope. */
  public Arn arn(String service, String resource) {
    return new Arn(partition(), service, region, account, resource);
  }

  /** The ARN {@code …:type/id} of a resource in this scope, such as {@code table/Music}. */
  public Arn slashArn(String service, String type, String id) {
    return arn(service, type + "/" + id);
  }

  /** The ARN {@code …:type:id} of a resource in this scope, such as {@code function:ping}. */
  public Arn colonArn(String service, String type, String id) {
    return arn(service, type + ":" + id);
  }

  /** The ARN of a resource of this account that belongs to no region, such as IAM's. */
  public Arn globalArn(String service, String resource) {
    return new Arn(partition(), service, "", account, resource);
  }

  @Override
  public int compareTo(Scope other) {
    int byAccount = account.compareTo(other.account);
    return byAccount != 0 ? byAccount : region.compareTo(other.region);
  }
}
