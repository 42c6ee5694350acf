package dev.brume.iam.engine;

import java.util.Map;

/** An entity of an account with a name, a path and an id: a user, a role, a policy. */
public interface Entity {
  /** Unique among the account's entities of its kind, ignoring case. */
  String name();

  /** Begins and ends with a slash. */
  String path();

  /** Never reused, not even for another entity with the same name. */
  String id();

  /** By key. */
  Map<String, String> tags();
}
