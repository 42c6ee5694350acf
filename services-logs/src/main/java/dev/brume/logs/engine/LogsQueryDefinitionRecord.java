package dev.brume.logs.engine;

import java.util.List;

/**
 * A query that is kept to be run again.
 *
 * @param id a UUID
 * @param name may have slashes, by which consoles show folders
 * @param text the query
 * @param groups the names of log groups; null where none are named
 * @param modifiedMillis when it was changed last
 */
public record LogsQueryDefinitionRecord(
    String id, String name, String text, List<String> groups, long modifiedMillis) {}
