package dev.brume.core.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy's text that may contain policy variables. The value of a variable is literal, including
 * wildcards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Variables
 *     and tags</a>
 */
final class PolicyTemplate {
  private static final String OPENING = "${";

  /** A piece: fixed characters, or a variable if {@code key} is not null. */
  private record Piece(int[] tokens, String key, String fallback) {}

  private final Wildcard fixed;
  private final List<Piece> pieces;

  private PolicyTemplate(Wildcard fixed, List<Piece> pieces) {
    this.fixed = fixed;
    this.pieces = pieces;
  }

  /**
   * Parses a text.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards
   * @param variablesFrom the first position of variables; the text before has none
   */
  static PolicyTemplate parse(String text, boolean wildcards, int variablesFrom)
      throws PolicyFault {
    int opening = text.indexOf(OPENING, variablesFrom);
    if (opening < 0) {
      return new PolicyTemplate(Wildcard.of(Wildcard.tokens(text, wildcards)), List.of());
    }
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (opening >= 0) {
      pieces.add(fixed(Wildcard.tokens(text.substring(at, opening), wildcards)));
      at = variable(text, opening + OPENING.length(), pieces);
      opening = text.indexOf(OPENING, at);
    }
    pieces.add(fixed(Wildcard.tokens(text.substring(at), wildcards)));
    boolean variable = pieces.stream().anyMatch(piece -> piece.key() != null);
    return new PolicyTemplate(variable ? null : resolve(pieces, null), pieces);
  }

  private static Piece fixed(int[] tokens) {
    return new Piece(tokens, null, null);
  }

  /** Parses the rest of a variable: {@code key}} or {@code key, 'default'}}. Returns its end. */
  private static int variable(String text, int start, List<Piece> pieces) throws PolicyFault {
    int end = start;
    while (end < text.length() && text.charAt(end) != '}' && text.charAt(end) != ',') {
      end++;
    }
    String key = text.substring(start, end);
    if (end == text.length() || key.isEmpty() || key.indexOf(' ') >= 0) {
      throw new PolicyFault(PolicyFault.Kind.INVALID_VARIABLE, text);
    }
    if (text.charAt(end) == '}') {
      boolean special = key.equals("*") || key.equals("?") || key.equals("$");
      pieces.add(
          special
              ? fixed(Wildcard.tokens(key, false))
              : new Piece(null, ContextKeys.normalized(key), null));
      return end + 1;
    }
    int quote = end + 1;
    while (quote < text.length() && text.charAt(quote) == ' ') {
      quote++;
    }
    int close = text.indexOf("'}", quote + 1);
    if (close < 0 || text.charAt(quote) != '\'') {
      throw new PolicyFault(PolicyFault.Kind.INVALID_VARIABLE, text);
    }
    pieces.add(new Piece(null, ContextKeys.normalized(key), text.substring(quote + 1, close)));
    return close + "'}".length();
  }

  /** The pattern for every request; null if it has variables. */
  Wildcard fixed() {
    return fixed;
  }

  /** The pattern for this request; null if a variable has no value, or several. */
  Wildcard resolve(PolicyRequest request) {
    return fixed != null ? fixed : resolve(pieces, request);
  }

  private static Wildcard resolve(List<Piece> pieces, PolicyRequest request) {
    int length = 0;
    int[][] parts = new int[pieces.size()][];
    for (int i = 0; i < parts.length; i++) {
      Piece piece = pieces.get(i);
      parts[i] = piece.key() == null ? piece.tokens() : valueOf(piece, request);
      if (parts[i] == null) {
        return null;
      }
      length += parts[i].length;
    }
    int[] all = new int[length];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return Wildcard.of(all);
  }

  private static int[] valueOf(Piece variable, PolicyRequest request) {
    List<String> values = request.values(variable.key());
    String value = values.size() == 1 ? values.get(0) : variable.fallback();
    return value == null ? null : Wildcard.tokens(value, false);
  }
}
