package dev.brume.core.http;

/**
 * What the owner of a resource lets pages of other origins do with it. Where there are such rules,
 * they take the place of {@link CrossOrigin}.
 */
@FunctionalInterface
public interface OriginRules {
  /** Adds to the response, also that of a refusal, what the page's browser is to see. */
  void decorate(Headers response);
}
