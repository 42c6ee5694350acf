package dev.brume.logs.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern of terms, as unstructured events are searched by: every term must be in the
 * message, {@code -term} must not, and of {@code ?term}s one is enough; these count only where
 * there are no others. Terms in double quotes may hold any character, those between percent signs
 * are regular expressions. Case matters.
 *
 * @param required what a message must have
 * @param excluded what it must not have
 * @param optional of what it must have one
 */
record TermPattern(List<Term> required, List<Term> excluded, List<Term> optional)
    implements LogPattern {

  /** A part of a pattern. */
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
