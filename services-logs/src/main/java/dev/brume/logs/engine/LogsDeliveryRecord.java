package dev.brume.logs.engine;

import java.util.List;
import java.util.Map;

/**
 * A delivery of vended logs.
 *
 * @param id its id
 * @param source the name of the source
 * @param destination the name of the destination
 * @param type of the destination
 * @param recordFields the fields of each record to deliver; null if not known
 * @param fieldDelimiter null if not set
 * @param suffixPath of objects; null unless the destination is a bucket
 * @param hive whether object paths are Hive-compatible
 * @param tags its tags
 */
public record LogsDeliveryRecord(
    String id,
    String source,
    String destination,
    String type,
    List<String> recordFields,
    String fieldDelimiter,
    String suffixPath,
    boolean hive,
    Map<String, String> tags) {
  /** The same after a change; null for what stays. */
  public LogsDeliveryRecord changed(
      List<String> newFields, String newDelimiter, String newSuffixPath, Boolean newHive) {
    return new LogsDeliveryRecord(
        id,
        source,
        destination,
        type,
        newFields == null ? recordFields : newFields,
        newDelimiter == null ? fieldDelimiter : newDelimiter,
        newSuffixPath == null ? suffixPath : newSuffixPath,
        newHive == null ? hive : newHive,
        tags);
  }
}
