package dev.brume.core.http;

/**
 * The rules by which the owner of a resource admits pages of other origins. Where there are such
 * rules, they take the place of {@link CrossOrigin}.
 */
@FunctionalInterface
public interface OriginRules {
  /** Adds to the response, also that of a refusal, what the page's browser is to see. */
  void decorate(Headers response);

  /**
   * The rules of a resource whose owner has said nothing of pages: they can't read its answers. The
   * pages that {@link CrossOrigin} lets in are under its rules instead.
   */
  OriginRules SILENT = response -> {};
}
