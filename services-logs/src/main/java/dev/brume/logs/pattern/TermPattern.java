package dev.brume.logs.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern of terms, for unstructured events: a message must contain every term, no {@code
 * -term} and at least one {@code ?term}; optional terms are ignored if there are others. Terms in
 * double quotes may contain any character, those between percent signs are regular expressions.
 * Matching is case-sensitive.
 *
 * @param required the terms that a message must contain
 * @param excluded the terms that it must not contain
 * @param optional the terms of which it must contain one
 */
record TermPattern(List<Term> required, List<Term> excluded, List<Term> optional)
    implements LogPattern {

  /** A term of a pattern. */
  @FunctionalInterface
  interface Term {
    boolean isIn(String message);
  }

  static TermPattern parse(String pattern) throws InvalidPatternException {
    TermPattern parsed = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    PatternText text = new PatternText(pattern);
    for (text.skipSpace(); !text.atEnd(); text.skipSpace()) {
      List<Term> terms = parsed.required;
      if (text.skip("-")) {
        terms = parsed.excluded;
      } else if (text.skip("?")) {
        terms = parsed.optional;
      }
      terms.add(term(text));
    }
    return parsed;
  }

  private static Term term(PatternText text) throws InvalidPatternException {
    if (text.peek() == '"') {
      String quoted = text.quoted();
      return message -> message.contains(quoted);
    }
    if (text.peek() == '%') {
      var regex = text.regex();
      return message -> regex.matcher(message).find();
    }
    String word = text.word();
    if (word.isEmpty() || !word.codePoints().allMatch(TermPattern::isPlain)) {
      throw new InvalidPatternException("Invalid character(s) in term '" + word + "'");
    }
    return message -> message.contains(word);
  }

  private static boolean isPlain(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  @Override
  public boolean matches(String message) {
    if (required.isEmpty() && excluded.isEmpty() && !optional.isEmpty()) {
      return optional.stream().anyMatch(term -> term.isIn(message));
    }
    return required.stream().allMatch(term -> term.isIn(message))
        && excluded.stream().noneMatch(term -> term.isIn(message));
  }
}
