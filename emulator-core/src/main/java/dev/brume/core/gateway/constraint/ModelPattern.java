package dev.brume.core.gateway.constraint;

import com.google.re2j.PatternSyntaxException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * A regular expression from a model, matched against text from a request. Patterns are trusted,
 * texts are not: Java's engine, which is fast but may take exponential time or overflow the stack,
 * gets short texts and a limited number of steps; everything else goes to RE2, which takes linear
 * time. The few patterns that RE2 does not support (lookaround) do not match texts that Java's
 * engine can't decide within these bounds.
 *
 * <p>A pattern must match the whole text, as on AWS: most patterns of its models have no anchors,
 * and streams called {@code a b} are refused by {@code [a-zA-Z0-9_.-]+}.
 */
final class ModelPattern {
  /** The longest text for Java's engine: its groups use stack for every repetition. */
  private static final int MAX_QUICK_LENGTH = 512;

  /** The most characters that Java's engine may read, counting every read. */
  private static final int MAX_STEPS = 100_000;

  private static final ConcurrentMap<String, ModelPattern> KNOWN = new ConcurrentHashMap<>();

  private final Pattern quick;
  private final String source;
  private volatile Linear linear;

  private record Linear(com.google.re2j.Pattern pattern) {}

  private ModelPattern(String source) {
    this.source = source;
    this.quick = Pattern.compile(source);
  }

  /** The compiled form of {@code source}; compiled on first use and kept. */
  static ModelPattern of(String source) {
    ModelPattern known = KNOWN.get(source);
    return known != null ? known : KNOWN.computeIfAbsent(source, ModelPattern::new);
  }

  /** Whether all of {@code text} matches. */
  boolean matches(String text) {
    if (text.length() <= MAX_QUICK_LENGTH) {
      try {
        return quick.matcher(new LimitedText(text, new Steps())).matches();
      } catch (TooManySteps e) {
        return matchesLinearly(text);
      }
    }
    return matchesLinearly(text);
  }

  private boolean matchesLinearly(String text) {
    Linear known = linear;
    if (known == null) {
      known = new Linear(compileLinear(source));
      linear = known;
    }
    if (known.pattern != null) {
      return known.pattern.matches(text);
    }
    try {
      return quick.matcher(new LimitedText(text, new Steps())).matches();
    } catch (TooManySteps | StackOverflowError e) {
      return false;
    }
  }

  /** The same pattern for RE2, or null if RE2 does not support it. */
  private static com.google.re2j.Pattern compileLinear(String source) {
    String translated =
        source
            .replaceAll("\\\\u([0-9A-Fa-f]{4})", "\\\\x{$1}")
            .replace("\\p{ASCII}", "[\\x00-\\x7F]")
            .replace("\\p{Print}", "[\\x20-\\x7E]");
    try {
      return com.google.re2j.Pattern.compile(translated);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static final class Steps {
    private int left = MAX_STEPS;
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** A text that may be read a limited number of times. */
  private record LimitedText(String text, Steps steps) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (--steps.left < 0) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new LimitedText(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
