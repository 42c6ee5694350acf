package dev.brume.logs.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** The text of a pattern, read left to right. */
final class PatternText {
  private final String text;
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The next character; 0 at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  void skipSpace() {
    while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Skips the expected text if it is next. */
  boolean skip(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  /** Skips the expected whole word, case-insensitively, if it is next. */
  boolean skipWord(String expected) {
    int end = at + expected.length();
    boolean found =
        text.regionMatches(true, at, expected, 0, expected.length())
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    if (found) {
      at = end;
      skipSpace();
    }
    return found;
  }

  void expect(String expected) throws InvalidPatternException {
    skipSpace();
    if (!skip(expected)) {
      throw invalid();
    }
    skipSpace();
  }

  static InvalidPatternException invalid() {
    return new InvalidPatternException("Invalid filter pattern");
  }

  /** The text between double quotes; a backslash escapes a quote. */
  String quoted() throws InvalidPatternException {
    StringBuilder quoted = new StringBuilder();
    for (at++; !atEnd() && peek() != '"'; at++) {
      if (peek() == '\\' && at + 1 < text.length()) {
        at++;
      }
      quoted.append(peek());
    }
    if (atEnd()) {
      throw invalid();
    }
    at++;
    return quoted.toString();
  }

  /** The regular expression between percent signs; it matches in linear time. */
  Pattern regex() throws InvalidPatternException {
    int end = text.indexOf('%', at + 1);
    if (end < 0) {
      throw invalid();
    }
    String expression = text.substring(at + 1, end);
    at = end + 1;
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw invalid();
    }
  }

  /** The text up to the next space. */
  String word() {
    return until(" \t\r\n");
  }

  /** The text up to one of the given characters, or the end. */
  String until(String ends) {
    int start = at;
    while (!atEnd() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }
}
