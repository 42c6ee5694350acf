package dev.brume.sns.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Finds one kind of sensitive data by its format. AWS finds more, by context words and machine
 * learning; everything found here is also found by AWS.
 *
 * @param name such as {@code EmailAddress}
 * @param pattern what it looks like
 * @param isReal whether what looks like it is it
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-sensitive-data-types.html">Sensitive
 *     data types</a>
 */
record DataIdentifier(String name, Pattern pattern, Predicate<String> isReal) {
  private static final Predicate<String> ANY = found -> true;
  private static final Map<String, DataIdentifier> MANAGED = managed();

  private static Map<String, DataIdentifier> managed() {
    Map<String, DataIdentifier> all = new HashMap<>();
    put(all, "EmailAddress", "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}", ANY);
    put(all, "CreditCardNumber", "\\b[0-9](?:[ -]?[0-9]){12,18}\\b", DataIdentifier::hasCheckDigit);
    put(
        all,
        "IpAddress",
        "\\b(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\b",
        ANY);
    put(all, "AwsSecretKey", "\\b[A-Za-z0-9/+]{40}\\b", ANY);
    put(all, "Ssn-US", "\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b", ANY);
    put(
        all,
        "PhoneNumber-US",
        "(?:\\+1[ .-]?)?(?:\\([0-9]{3}\\) ?|\\b[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}\\b",
        ANY);
    key(all, "OpenSshPrivateKey", "OPENSSH");
    key(all, "PgpPrivateKey", "PGP");
    key(all, "PkcsPrivateKey", "(?:RSA|DSA|EC|ENCRYPTED)");
    return all;
  }

  private static void put(
      Map<String, DataIdentifier> all, String name, String regex, Predicate<String> isReal) {
    all.put(name, new DataIdentifier(name, Pattern.compile(regex), isReal));
  }

  private static void key(Map<String, DataIdentifier> all, String name, String kind) {
    String regex =
        "(?s)-----BEGIN "
            + kind
            + " PRIVATE KEY(?: BLOCK)?-----.*?-----END "
            + kind
            + " PRIVATE KEY(?: BLOCK)?-----";
    put(all, name, regex, ANY);
  }

  /** The managed identifier with that name, such as {@code EmailAddress}; null if unknown. */
  static DataIdentifier managed(String name) {
    return MANAGED.get(name);
  }

  /** One of a user's own. */
  static DataIdentifier custom(String name, String regex) {
    return new DataIdentifier(name, Pattern.compile(regex), ANY);
  }

  private static boolean hasCheckDigit(String text) {
    int sum = 0;
    boolean isDoubled = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        int digit = (c - '0') * (isDoubled ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        isDoubled = !isDoubled;
      }
    }
    return sum % 10 == 0;
  }

  /**
   * Where something was found.
   *
   * @param start its first character; the text's first is 1
   * @param end its last character
   */
  record Detection(int start, int end) {}

  /**
   * All places where it is. AWS's pages of Amazon SNS and CloudWatch Logs call them the first and
   * the last character of the data, and begin to count at 1 in their examples.
   */
  List<Detection> detections(String text) {
    List<Detection> detections = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (isReal.test(matcher.group())) {
        detections.add(new Detection(matcher.start() + 1, matcher.end()));
      }
    }
    return detections;
  }

  boolean isIn(String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (isReal.test(matcher.group())) {
        return true;
      }
    }
    return false;
  }

  String replaced(String text, UnaryOperator<String> replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      String found = matcher.group();
      out.append(text, end, matcher.start());
      out.append(isReal.test(found) ? replacement.apply(found) : found);
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }
}
