package dev.brume.core.scope;

/**
 * The scope of a request or of state: an account in a region, a whole account in a partition (IAM,
 * Route 53, S3's account settings), or the whole server (globally unique names). Scopes share no
 * state.
 *
 * @param account 12 digits; empty for the whole server
 * @param region such as {@code us-east-1}; empty for the whole server and for a whole account in
 *     the partition {@code aws}; {@code partition:aws-cn} and the like in another partition, which
 *     clients can't use as a region, because no ARN and no signature has a colon there
 */
public record Scope(String account, String region) implements Comparable<Scope> {
  /** The account of callers whose access key does not contain one. */
  public static final String DEFAULT_ACCOUNT = "000000000000";

  /** The region of requests without one. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** The whole server: state of no account. */
  public static final Scope SERVER = new Scope("", "");

  /** The scope of requests without account and region. */
  public static final Scope DEFAULT = new Scope(DEFAULT_ACCOUNT, DEFAULT_REGION);

  /** The prefix of a partition's name in scopes of all its regions. */
  private static final String PARTITION = "partition:";

  private static final String COMMERCIAL = "aws";

  /** The extent of a scope. */
  public enum Level {
    /** An account in a region. */
    REGION,
    /** An account in all regions of a partition together. */
    ACCOUNT,
    /** All accounts in all regions. */
    SERVER
  }

  /** A whole account in the partition {@code aws}, over all regions. */
  public static Scope ofAccount(String account) {
    return ofAccount(account, COMMERCIAL);
  }

  /**
   * A whole account over all regions of a partition: an account of {@code aws-cn} is unrelated to
   * the account with the same number in {@code aws}.
   *
   * @param partition such as {@code aws}
   */
  public static Scope ofAccount(String account, String partition) {
    return new Scope(account, partition.equals(COMMERCIAL) ? "" : PARTITION + partition);
  }

  /** The whole account of this scope, in the same partition. */
  public Scope wholeAccount() {
    return ofAccount(account, partition());
  }

  /** The extent of this scope. */
  public Level level() {
    if (region.startsWith(PARTITION)) {
      return Level.ACCOUNT;
    }
    if (!region.isEmpty()) {
      return Level.REGION;
    }
    return account.isEmpty() ? Level.SERVER : Level.ACCOUNT;
  }

  /** The region's partition: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
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

  /** The ARN of a resource of this account without a region, such as IAM's. */
  public Arn globalArn(String service, String resource) {
    return new Arn(partition(), service, "", account, resource);
  }

  /**
   * The ARN of a resource whose name is unique in the whole partition, so that it has neither
   * region nor account: a bucket of S3.
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
