package dev.brume.iam.engine;

import dev.brume.core.id.Ids;

/**
 * Generates IAM ids in AWS's format: a prefix for the kind, then letters and digits of base 32, the
 * first ten of which encode the account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
 *     identifiers</a>
 */
public final class IamIds {
  /** Of long-term access keys. */
  public static final String LONG_TERM_KEY = "AKIA";

  /** Of temporary access keys. */
  public static final String TEMPORARY_KEY = "ASIA";

  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int PREFIX_LENGTH = 4;
  private static final int KEY_LENGTH = 20;
  private static final int UNIQUE_ID_LENGTH = 21;
  private static final int SECRET_LENGTH = 40;

  /** The letters that encode the account: 50 bits. */
  private static final int ACCOUNT_LETTERS = 10;

  private static final int BITS = 5;
  private static final int LOW_BITS = 9;
  private static final long FLAG = 1L << 49;
  private static final long MAX_ACCOUNT = 999_999_999_999L;

  private final Ids ids;
  private final long account;

  /** Generates the ids of an account. */
  public IamIds(Ids ids, String account) {
    this.ids = ids;
    this.account = Long.parseLong(account);
  }

  /** The unique id of an entity: 21 characters. */
  public String unique(String prefix) {
    return make(prefix, UNIQUE_ID_LENGTH);
  }

  /** An access key id: 20 characters. */
  public String accessKey(String prefix) {
    return make(prefix, KEY_LENGTH);
  }

  /** The secret of an access key. */
  public String secret() {
    return ids.text(SECRET_LENGTH, SECRET_ALPHABET);
  }

  /** Random characters of an alphabet. */
  public String text(int length, String alphabet) {
    return ids.text(length, alphabet);
  }

  /** A UUID. */
  public String uuid() {
    return ids.uuid();
  }

  /** Random bytes. */
  public byte[] bytes(int length) {
    return ids.bytes(length);
  }

  private String make(String prefix, int length) {
    long value = FLAG | account << LOW_BITS | ids.number(1L << LOW_BITS);
    StringBuilder text = new StringBuilder(prefix);
    for (int shift = (ACCOUNT_LETTERS - 1) * BITS; shift >= 0; shift -= BITS) {
      text.append(BASE_32.charAt((int) (value >> shift) & BASE_32.length() - 1));
    }
    return text.append(ids.text(length - text.length(), BASE_32)).toString();
  }

  /**
   * The account encoded in an access key id; null if there is none.
   *
   * @param keyId may be anything
   */
  public static String accountOf(String keyId) {
    if (keyId == null || keyId.length() != KEY_LENGTH || !isKey(keyId)) {
      return null;
    }
    long value = 0;
    for (int i = PREFIX_LENGTH; i < PREFIX_LENGTH + ACCOUNT_LETTERS; i++) {
      int digit = BASE_32.indexOf(keyId.charAt(i));
      if (digit < 0) {
        return null;
      }
      value = value << BITS | digit;
    }
    long found = (value & FLAG - 1) >> LOW_BITS;
    return (value & FLAG) == 0 || found > MAX_ACCOUNT ? null : "%012d".formatted(found);
  }

  private static boolean isKey(String keyId) {
    return keyId.startsWith(LONG_TERM_KEY) || keyId.startsWith(TEMPORARY_KEY);
  }
}
