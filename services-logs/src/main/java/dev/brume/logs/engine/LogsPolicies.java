package dev.brume.logs.engine;

import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The policies of a region: of its account, of resources, and of single groups. */
public final class LogsPolicies {
  private final Tables tables;

  LogsPolicies(Tables tables) {
    this.tables = tables;
  }

  /** The resource policies of the account in name order. */
  public List<LogsPolicyRecord> resources() {
    List<LogsPolicyRecord> all = new ArrayList<>();
    tables.table(LogsTables.POLICIES, LogsTables.REGION).forEach((name, policy) -> all.add(policy));
    all.sort(Comparator.comparing(LogsPolicyRecord::name));
    return all;
  }

  /** Adds or replaces a resource policy of the account. */
  public void put(LogsPolicyRecord policy) {
    tables.table(LogsTables.POLICIES, LogsTables.REGION).put(policy.name(), policy);
  }

  /** Removes a resource policy of the account; returns whether it existed. */
  public boolean removeResource(String name) {
    return tables.table(LogsTables.POLICIES, LogsTables.REGION).remove(name) != null;
  }

  /** The account policies in the order of types and names. */
  public List<AccountPolicyRecord> ofAccount() {
    List<AccountPolicyRecord> all = new ArrayList<>();
    tables
        .table(LogsTables.ACCOUNT_POLICIES, LogsTables.REGION)
        .forEach((key, policy) -> all.add(policy));
    all.sort(Comparator.comparing(AccountPolicyRecord::key));
    return all;
  }

  /** Adds or replaces an account policy. */
  public void put(AccountPolicyRecord policy) {
    tables.table(LogsTables.ACCOUNT_POLICIES, LogsTables.REGION).put(policy.key(), policy);
  }

  /** Removes an account policy; returns whether it existed. */
  public boolean removeOfAccount(String type, String name) {
    return tables.table(LogsTables.ACCOUNT_POLICIES, LogsTables.REGION).remove(type + "/" + name)
        != null;
  }

  /** The policy of a group, or null. */
  public LogGroupPolicyRecord ofGroup(String group, String kind) {
    return tables.table(LogsTables.GROUP_POLICIES, group).get(kind);
  }

  /** Adds or replaces a policy of a group. */
  public void put(String group, LogGroupPolicyRecord policy) {
    tables.table(LogsTables.GROUP_POLICIES, group).put(policy.kind(), policy);
  }

  /** Removes a policy of a group; returns whether it existed. */
  public boolean removeOfGroup(String group, String kind) {
    return tables.table(LogsTables.GROUP_POLICIES, group).remove(kind) != null;
  }
}
