package dev.brume.core.policy;

import java.util.Arrays;

/**
 * A pattern in which {@code *} matches any characters and {@code ?} one character. Matching never
 * backtracks to an earlier {@code *}: it takes at most the length of the text times that of the
 * longest piece between two of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 */
final class Wildcard {
  /** Matches any characters; used instead of a code point. */
  static final int ANY = -1;

  /** Matches any single character; used instead of a code point. */
  static final int ONE = -2;

  private final int[] tokens;
  private final int shortest;
  private final String literal;

  private Wildcard(int[] tokens) {
    this.tokens = tokens;
    int characters = 0;
    boolean wild = false;
    for (int token : tokens) {
      characters += token == ANY ? 0 : 1;
      wild |= token < 0;
    }
    shortest = characters;
    literal = wild ? null : new String(tokens, 0, tokens.length);
  }

  /** Compiles a pattern's text. */
  static Wildcard of(String pattern) {
    return new Wildcard(tokens(pattern, true));
  }

  /** A pattern of code points, {@link #ANY} and {@link #ONE}. */
  static Wildcard of(int[] tokens) {
    return new Wildcard(tokens);
  }

  static int[] tokens(String text, boolean wildcards) {
    int[] tokens = text.codePoints().toArray();
    for (int i = 0; wildcards && i < tokens.length; i++) {
      tokens[i] = tokens[i] == '*' ? ANY : tokens[i] == '?' ? ONE : tokens[i];
    }
    return tokens;
  }

  /** The only text that this matches; null if there are several. */
  String literal() {
    return literal;
  }

  boolean matches(String text) {
    return literal == null ? matches(text, 0, text.length()) : literal.equals(text);
  }

  /** Whether the part of {@code text} from {@code start} to before {@code end} matches. */
  boolean matches(String text, int start, int end) {
    if (end - start < shortest) {
      return false;
    }
    int token = 0;
    int at = start;
    int afterStar = -1;
    int retry = start;
    while (at < end) {
      if (token < tokens.length && tokens[token] == ANY) {
        token++;
        if (token == tokens.length) {
          return true;
        }
        afterStar = token;
        retry = at;
      } else if (token < tokens.length && fits(tokens[token], text.codePointAt(at))) {
        token++;
        at += Character.charCount(text.codePointAt(at));
      } else if (afterStar >= 0) {
        token = afterStar;
        retry += Character.charCount(text.codePointAt(retry));
        at = retry;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY) {
      token++;
    }
    return token == tokens.length;
  }

  private static boolean fits(int token, int character) {
    return token == ONE || token == character;
  }

  /** The pieces between the first {@code limit - 1} of {@code separator}. */
  Wildcard[] split(char separator, int limit) {
    Wildcard[] pieces = new Wildcard[limit];
    int count = 0;
    int start = 0;
    for (int i = 0; i < tokens.length && count < limit - 1; i++) {
      if (tokens[i] == separator) {
        pieces[count++] = new Wildcard(Arrays.copyOfRange(tokens, start, i));
        start = i + 1;
      }
    }
    pieces[count++] = new Wildcard(Arrays.copyOfRange(tokens, start, tokens.length));
    return Arrays.copyOf(pieces, count);
  }
}
