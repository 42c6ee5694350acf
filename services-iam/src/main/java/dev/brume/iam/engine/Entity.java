package dev.brume.iam.engine;

import java.util.Map;

/** Something of an account that has a name, a path and an id: a user, a role, a policy. */
public interface Entity {
  /** Unique in the account among its kind, whatever the case of its letters. */
  String name();

  /** Begins and ends with a slash. */
  String path();

  /** Never used again, not even for another of the same name. */
  String id();

  /** By key. */
  Map<String, String> tags();
}
