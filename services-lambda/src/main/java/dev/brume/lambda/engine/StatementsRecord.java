package dev.brume.lambda.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A resource-based policy, whose statements are added and removed one by one.
 *
 * @param statements in the order of adding
 * @param revisionId of a layer version's policy; null for functions, which use the version's
 */
public record StatementsRecord(List<StatementRecord> statements, String revisionId) {
  /** A policy without statements. */
  public static final StatementsRecord NONE = new StatementsRecord(List.of(), null);

  /** A statement in JSON, and its id. */
  public record StatementRecord(String sid, String json) {}

  /** Whether there is a statement with that id. */
  public boolean has(String sid) {
    return statements.stream().anyMatch(statement -> statement.sid().equals(sid));
  }

  /** The same with one more statement. */
  public StatementsRecord with(String sid, String json, String newRevisionId) {
    List<StatementRecord> all = new ArrayList<>(statements);
    all.add(new StatementRecord(sid, json));
    return new StatementsRecord(List.copyOf(all), newRevisionId);
  }

  /** The same without the statement with that id. */
  public StatementsRecord without(String sid, String newRevisionId) {
    return new StatementsRecord(
        statements.stream().filter(statement -> !statement.sid().equals(sid)).toList(),
        newRevisionId);
  }

  /** The policy as one document. */
  public String document() {
    StringBuilder text = new StringBuilder("{\"Version\":\"2012-10-17\",\"Id\":\"default\"");
    text.append(",\"Statement\":[");
    String separator = "";
    for (StatementRecord statement : statements) {
      text.append(separator).append(statement.json());
      separator = ",";
    }
    return text.append("]}").toString();
  }
}
