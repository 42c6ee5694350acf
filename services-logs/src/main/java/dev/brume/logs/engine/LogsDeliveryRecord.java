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
 * @param recordFields what of each record is delivered; null where that is not known
 * @param fieldDelimiter null where none is named
 * @param suffixPath of objects; null where the destination is no bucket
 * @param hive whether paths of objects are as Hive has them
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
    Map<String, String> tags) {}
