package dev.brume.s3.access;

/**
 * A pattern as written in a policy: {@code *} matches any characters, {@code ?} one. A policy
 * variable in it matches any characters.
 */
final class Glob {
  private static final char ANY = '*';
  private static final char ONE = '?';

  private final String pattern;

  Glob(String pattern) {
    this.pattern = withoutVariables(pattern);
  }

  private static String withoutVariables(String text) {
    int start = text.indexOf("${");
    int end = start < 0 ? -1 : text.indexOf('}', start);
    return end < 0
        ? text
        : withoutVariables(text.substring(0, start) + ANY + text.substring(end + 1));
  }

  /** Whether it has wildcards. */
  boolean isWild() {
    return pattern.indexOf(ANY) >= 0 || pattern.indexOf(ONE) >= 0;
  }

  /** Whether it matches {@code text}. */
  boolean matches(String text) {
    return after(text)[pattern.length()];
  }

  /** Whether it matches any text that extends {@code start}. */
  boolean reachesBeyond(String start) {
    boolean[] places = after(start);
    for (int i = 0; i < pattern.length(); i++) {
      if (places[i]) {
        return true;
      }
    }
    return false;
  }

  /** The positions in the pattern reachable by {@code text}. */
  private boolean[] after(String text) {
    boolean[] places = new boolean[pattern.length() + 1];
    places[0] = true;
    skipWildcards(places);
    for (int i = 0; i < text.length(); i++) {
      boolean[] next = new boolean[places.length];
      for (int place = 0; place < pattern.length(); place++) {
        if (places[place]) {
          char expected = pattern.charAt(place);
          next[place] |= expected == ANY;
          next[place + 1] |= expected == ONE || expected == text.charAt(i);
        }
      }
      places = next;
      skipWildcards(places);
    }
    return places;
  }

  private void skipWildcards(boolean[] places) {
    for (int place = 0; place < pattern.length(); place++) {
      places[place + 1] |= places[place] && pattern.charAt(place) == ANY;
    }
  }
}
