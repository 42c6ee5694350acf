package dev.brume.core.http;

/**
 * A resource owner's rules for cross-origin pages. They replace {@link CrossOrigin} for that
 * resource.
 */
@FunctionalInterface
public interface OriginRules {
  /** Adds the CORS headers to the response, also to a refusal. */
  void decorate(Headers response);

  /**
   * The rules of a resource without CORS settings: cross-origin pages can't read its responses.
   * Pages that {@link CrossOrigin} admits follow its rules instead.
   */
  OriginRules SILENT = response -> {};
}
