package dev.brume.logs.engine;

import java.util.List;

/**
 * A completed Insights query.
 *
 * @param id its id
 * @param groups the names of the groups queried
 * @param text the query, prefixed by its source and time range
 * @param results a JSON array with one object per row
 * @param matched how many events matched
 * @param scanned how many events were scanned
 * @param bytes the size of the scanned events
 * @param createdMillis when it was started
 */
public record LogsQueryRecord(
    String id,
    List<String> groups,
    String text,
    String results,
    long matched,
    long scanned,
    long bytes,
    long createdMillis) {
  LogsQueryRecord at(long millis) {
    return new LogsQueryRecord(id, groups, text, results, matched, scanned, bytes, millis);
  }
}
