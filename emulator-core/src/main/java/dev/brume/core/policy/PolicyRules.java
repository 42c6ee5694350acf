package dev.brume.core.policy;

/**
 * The restrictions that a service puts on its policies.
 *
 * @param attachedTo what the policies are attached to
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
    /** A resource: statements name principals. */
    RESOURCE,
    /** An identity, which is the principal: statements name none, and there is no Id. */
    IDENTITY
  }

  /** Whether an element is present. */
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

  /**
   * The same, with that presence of Resource; a statement without one applies to the policy's own
   * resource.
   */
  public PolicyRules withResources(Presence presence) {
    return new PolicyRules(attachedTo, presence, maxBytes, withoutStatements, vocabulary);
  }

  /** The same, also accepting a policy without statements. */
  public PolicyRules orWithoutStatements() {
    return new PolicyRules(attachedTo, resources, maxBytes, true, vocabulary);
  }

  /** The same with the service's vocabulary. */
  public PolicyRules withVocabulary(PolicyVocabulary known) {
    return new PolicyRules(attachedTo, resources, maxBytes, withoutStatements, known);
  }
}
