package dev.brume.ssm.engine;

import java.util.List;
import java.util.Map;

/**
 * A document, without its versions.
 *
 * @param type such as {@code Command}
 * @param latest the number of its latest version; versions may be deleted, numbers do not return
 * @param defaultVersion the number of the version that is meant where none is named
 * @param requires what the document needs, in the order given
 * @param shares with whom it is shared, account ids or {@code all}; the value says which versions
 * @param tags in their order
 */
public record DocumentRecord(
    String name,
    String type,
    long latest,
    long defaultVersion,
    List<RequiredDocument> requires,
    Map<String, String> shares,
    Map<String, String> tags) {

  /** Shared with everybody. */
  public static final String EVERYBODY = "all";

  /**
   * A document that another needs.
   *
   * @param version null where it was not given; so is each of the others
   */
  public record RequiredDocument(
      String name, String version, String requireType, String versionName) {}

  /** The same with a newer version. */
  public DocumentRecord withLatest(long number) {
    return new DocumentRecord(name, type, number, defaultVersion, requires, shares, tags);
  }

  /** The same with another default version. */
  public DocumentRecord withDefault(long number) {
    return new DocumentRecord(name, type, latest, number, requires, shares, tags);
  }

  /** The same, shared with others. */
  public DocumentRecord withShares(Map<String, String> newShares) {
    return new DocumentRecord(
        name, type, latest, defaultVersion, requires, Map.copyOf(newShares), tags);
  }

  /** The same with other tags. */
  public DocumentRecord withTags(Map<String, String> newTags) {
    return new DocumentRecord(name, type, latest, defaultVersion, requires, shares, newTags);
  }
}
