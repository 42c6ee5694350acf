package dev.brume.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The statements of a resource's policy as JSON, which come and go one by one: what the operations
 * AddPermission and RemovePermission of several services do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html">AddPermission
 *     of Amazon SQS</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">AddPermission of
 *     Amazon SNS</a>
 */
public final class PermissionStatements {
  private static final String STATEMENT = "Statement";
  private static final String SID = "Sid";

  private final ObjectNode policy;
  private final ArrayNode statements;

  /**
   * The statements of a policy, which is changed with them.
   *
   * @param policy may have one statement that is no list, which becomes one, or none
   */
  public PermissionStatements(ObjectNode policy) {
    this.policy = policy;
    JsonNode known = policy.get(STATEMENT);
    if (known instanceof ArrayNode list) {
      statements = list;
    } else {
      statements = policy.putArray(STATEMENT);
      if (known != null) {
        statements.add(known);
      }
    }
  }

  /** The whole policy. */
  public ObjectNode policy() {
    return policy;
  }

  /** All statements, to be read. */
  public ArrayNode all() {
    return statements;
  }

  private int find(String sid) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).path(SID).asText().equals(sid)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether there is a statement of that id. */
  public boolean has(String sid) {
    return find(sid) >= 0;
  }

  /**
   * Lets principals do something to a resource.
   *
   * @param sid no statement's yet
   * @param principals ARNs or accounts; one alone is written as text, several as a list
   * @param actions with their service; written alike
   */
  public void allow(String sid, List<String> principals, List<String> actions, String resource) {
    ObjectNode statement = statements.addObject();
    statement.put(SID, sid);
    statement.put("Effect", "Allow");
    putOneOrMany(statement.putObject("Principal"), "AWS", principals);
    putOneOrMany(statement, "Action", actions);
    statement.put("Resource", resource);
  }

  private static void putOneOrMany(ObjectNode node, String name, List<String> values) {
    if (values.size() == 1) {
      node.put(name, values.get(0));
    } else {
      ArrayNode list = node.putArray(name);
      values.forEach(list::add);
    }
  }

  /** Removes the statement of that id; false where there is none. */
  public boolean remove(String sid) {
    int index = find(sid);
    if (index >= 0) {
      statements.remove(index);
    }
    return index >= 0;
  }
}
