package dev.brume.core.policy;

/**
 * The restrictions that a service puts on its policies.
 *
 * @param attachedTo what such a policy is attached to
 * @param resources whether statements have a Resource or NotResource
 * @param maxBytes the longest text, in bytes of UTF-8
 * @param withoutStatements whether a policy may have no statement
 * @param vocabulary the service's own names
 */
public record PolicyRules(
    AttachedTo attachedTo,
    Presence resources,
    int maxBytes,
    boolean withoutStatements,
    PolicyVocabulary vocabulary) {

  /** What a policy is attached to. */
  public enum AttachedTo {
    /** A resource: its statements name principals. */
    RESOURCE,
    /** An identity, which is the principal: its statements name none, and it has no Id. */
    IDENTITY
  }

  /** Whether an element is there. */
  public enum Presence {
    REQUIRED,
    OPTIONAL,
    FORBIDDEN
  }

  /** Policies of resources, such as bucket policies. */
  public static PolicyRules ofResource(int maxBytes) {
    return new PolicyRules(
        AttachedTo.RESOURCE, Presence.REQUIRED, maxBytes, false, PolicyVocabulary.ANY);
  }

  /** Policies of identities, permissions boundaries, session and service control policies. */
  public static PolicyRules ofIdentity(int maxBytes) {
    return new PolicyRules(
        AttachedTo.IDENTITY, Presence.REQUIRED, maxBytes, false, PolicyVocabulary.ANY);
  }

  /** The same, with a Resource as given; a statement without one is about the policy's own. */
  public PolicyRules withResources(Presence presence) {
    return new PolicyRules(attachedTo, presence, maxBytes, withoutStatements, vocabulary);
  }

  /** The same, which also takes a policy without statements. */
  public PolicyRules orWithoutStatements() {
    return new PolicyRules(attachedTo, resources, maxBytes, true, vocabulary);
  }

  /** The same, in a service that knows its names. */
  public PolicyRules withVocabulary(PolicyVocabulary known) {
    return new PolicyRules(attachedTo, resources, maxBytes, withoutStatements, known);
  }
}
