package dev.brume.logs.engine;

import java.util.List;

/**
 * A query of Insights that has been run.
 *
 * @param id its id
 * @param groups the names of the groups that it was about
 * @param text the query with its source and times before it
 * @param results a JSON array of an object for each row
 * @param matched how many events were found
 * @param scanned how many events were looked at
 * @param bytes the size of these
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
