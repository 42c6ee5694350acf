package dev.brume.core.scope;

/**
 * Where a request acts and where state belongs: an account in a region, a whole account in a
 * partition (IAM, Route 53, S3's account settings), or the whole server (names that are unique in
 * the world). State of different scopes never meets.
 *
 * @param account 12 digits; empty for the whole server
 * @param region such as {@code us-east-1}; empty for the whole server and for a whole account in
 *     the partition {@code aws}; {@code partition:aws-cn} and its like for one in another
 *     partition, which no client can name as a region, because no ARN and no signature has a colon
 *     there
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

  /** What stands before the name of a partition where a scope spans all of its regions. */
  private static final String PARTITION = "partition:";

  private static final String COMMERCIAL = "aws";

  /** What a scope spans. */
  public enum Level {
    /** An account in a region. */
    REGION,
    /** An account in all regions of a partition together. */
    ACCOUNT,
    /** All accounts in all regions. */
    SERVER
  }

  /** A whole account in the partition {@code aws}, in all regions together. */
  public static Scope ofAccount(String account) {
    return ofAccount(account, COMMERCIAL);
  }

  /**
   * A whole account in all regions of a partition together: an account of {@code aws-cn} has
   * nothing in common with the account of the same number in {@code aws}.
   *
   * @param partition such as {@code aws}
   */
  public static Scope ofAccount(String account, String partition) {
    return new Scope(account, partition.equals(COMMERCIAL) ? "" : PARTITION + partition);
  }

  /** The whole account that this scope belongs to, in the same partition. */
  public Scope wholeAccount() {
    return ofAccount(account, partition());
  }

  /** What this scope spans. */
  public Level level() {
    if (region.startsWith(PARTITION)) {
      return Level.ACCOUNT;
    }
    if (!region.isEmpty()) {
      return Level.REGION;
    }
    return account.isEmpty() ? Level.SERVER : Level.ACCOUNT;
  }

  /**
   * The partition that the region belongs to: {@code aws}, {@code aws-cn} or {@code aws-us-gov}.
   */
  public String partition() {
    if (region.startsWith(PARTITION)) {
      return region.substring(PARTITION.length());
    }
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : COMMERCIAL;
  }

  /** The ARN of a resource of {@code service} in this scope. */
  public Arn arn(String service, String resource) {
    String ofRegion = level() == Level.REGION ? region : "";
    return new Arn(partition(), service, ofRegion, account, resource);
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

  /**
   * The ARN of a resource whose name is unique in the whole partition, so that neither region nor
   * account are told: a bucket of S3.
   */
  public Arn ownerlessArn(String service, String resource) {
    return new Arn(partition(), service, "", "", resource);
  }

  @Override
  public int compareTo(Scope other) {
    int byAccount = account.compareTo(other.account);
    return byAccount != 0 ? byAccount : region.compareTo(other.region);
  }
}
