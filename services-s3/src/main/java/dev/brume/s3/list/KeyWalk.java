package dev.brume.s3.list;

import dev.brume.s3.engine.KeyVersions;
import dev.brume.s3.engine.Utf8Order;
import dev.brume.s3.engine.VersionIndex;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Predicate;

/**
 * Iterates over a bucket's keys in order and groups those with a common prefix. It skips the keys
 * of a common prefix, so that the cost of a page does not depend on how many keys its prefixes
 * have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html">Organizing
 *     objects using prefixes</a>
 */
final class KeyWalk {
  private final VersionIndex index;
  private final String prefix;
  private final String delimiter;
  private final Predicate<KeyVersions> shown;
  private Iterator<KeyVersions> keys;
  private String commonPrefix;
  private KeyVersions versions;

  /**
   * @param delimiter null for none
   * @param shown which keys are included
   */
  KeyWalk(VersionIndex index, String prefix, String delimiter, Predicate<KeyVersions> shown) {
    this.index = index;
    this.prefix = prefix;
    this.delimiter = delimiter;
    this.shown = shown;
    from(prefix, true);
  }

  /**
   * Skips everything up to {@code marker}: keys, and the common prefix that it belongs to.
   *
   * @param inclusive whether the key {@code marker} itself is included
   */
  KeyWalk after(String marker, boolean inclusive) {
    if (Utf8Order.INSTANCE.compare(marker, prefix) < 0) {
      return this;
    }
    String rolledUp = marker.startsWith(prefix) ? commonPrefixOf(marker) : null;
    if (rolledUp == null) {
      from(marker, inclusive);
    } else {
      jumpOver(rolledUp);
    }
    return this;
  }

  private void from(String key, boolean inclusive) {
    keys = index.from(key, inclusive).values().iterator();
  }

  private void jumpOver(String rolledUp) {
    String next = Utf8Order.afterAll(rolledUp);
    if (next == null) {
      keys = Collections.emptyIterator();
    } else {
      from(next, true);
    }
  }

  private String commonPrefixOf(String key) {
    int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }

  /** Moves to the next key or common prefix; returns whether there is one. */
  boolean next() {
    while (keys.hasNext()) {
      KeyVersions candidate = keys.next();
      String key = candidate.latest().key();
      if (!key.startsWith(prefix)) {
        return false;
      }
      if (shown.test(candidate)) {
        commonPrefix = commonPrefixOf(key);
        versions = candidate;
        if (commonPrefix != null) {
          jumpOver(commonPrefix);
        }
        return true;
      }
    }
    return false;
  }

  /** The current common prefix, or null at a key. */
  String commonPrefix() {
    return commonPrefix;
  }

  /** The versions of the current key. */
  KeyVersions versions() {
    return versions;
  }
}
