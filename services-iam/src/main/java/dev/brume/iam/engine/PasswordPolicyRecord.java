package dev.brume.iam.engine;

/**
 * An account's password policy.
 *
 * @param minimumLength in characters
 * @param maxAgeDays null if passwords do not expire
 * @param reusePrevention the number of former passwords that can't be reused; null for none
 * @param hardExpiry whether a user can't change an expired password
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html">
 *     PasswordPolicy</a>
 */
public record PasswordPolicyRecord(
    int minimumLength,
    boolean symbols,
    boolean numbers,
    boolean uppercase,
    boolean lowercase,
    boolean usersMayChange,
    Integer maxAgeDays,
    Integer reusePrevention,
    Boolean hardExpiry) {

  private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";
  private static final int DEFAULT_LENGTH = 8;
  private static final int DEFAULT_KINDS = 3;

  /** Whether a password satisfies it. */
  public boolean accepts(String password) {
    return password.length() >= minimumLength
        && (!symbols || hasSymbol(password))
        && (!numbers || password.chars().anyMatch(Character::isDigit))
        && (!uppercase || password.chars().anyMatch(Character::isUpperCase))
        && (!lowercase || password.chars().anyMatch(Character::isLowerCase));
  }

  private static boolean hasSymbol(String password) {
    return password.chars().anyMatch(each -> SYMBOLS.indexOf(each) >= 0);
  }

  /**
   * Whether a password satisfies the default policy: "Minimum password length of 8 characters ...
   * Minimum of three of the following mix of character types".
   */
  public static boolean acceptedByDefault(String password, String user) {
    int kinds =
        (hasSymbol(password) ? 1 : 0)
            + (password.chars().anyMatch(Character::isDigit) ? 1 : 0)
            + (password.chars().anyMatch(Character::isUpperCase) ? 1 : 0)
            + (password.chars().anyMatch(Character::isLowerCase) ? 1 : 0);
    return password.length() >= DEFAULT_LENGTH
        && kinds >= DEFAULT_KINDS
        && !password.equalsIgnoreCase(user);
  }
}
