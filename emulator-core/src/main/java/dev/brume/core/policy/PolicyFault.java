package dev.brume.core.policy;

/**
 * The reason why a text is not a valid policy. Services turn it into different errors and messages.
 * It carries no stack trace.
 */
public final class PolicyFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kind of fault; {@link #subject()} names the element or value. */
  public enum Kind {
    /** It is not JSON, does not start with a brace, or is nested too deeply. */
    NOT_JSON,
    /** It exceeds the service's limit in bytes. The subject is its size. */
    TOO_LONG,
    /** The subject is an element that is not in the grammar. */
    UNKNOWN_ELEMENT,
    /** The subject is a duplicate name in an object. */
    DUPLICATE_ELEMENT,
    /** The subject is a required element. */
    MISSING_ELEMENT,
    /** The subject is an element that a policy of this kind must not have. */
    FORBIDDEN_ELEMENT,
    /** The subject is an element that excludes another one of the same statement. */
    CONFLICTING_ELEMENTS,
    /** The subject is an element whose value has the wrong JSON type. */
    WRONG_TYPE,
    /** There is no statement. */
    NO_STATEMENT,
    /** The subject is not a version of the policy language. */
    INVALID_VERSION,
    /** The subject is neither Allow nor Deny. */
    INVALID_EFFECT,
    /** The subject is not a valid statement id. */
    INVALID_SID,
    /** The subject is the id of two statements. */
    DUPLICATE_SID,
    /** The subject is not a valid principal. */
    INVALID_PRINCIPAL,
    /** The subject is not a valid action. */
    INVALID_ACTION,
    /** The subject is not a valid resource. */
    INVALID_RESOURCE,
    /** The subject is an action that applies to no resource of its statement. */
    ACTION_WITHOUT_RESOURCE,
    /** The subject is not a condition operator. */
    INVALID_OPERATOR,
    /** The subject is not a condition key. */
    INVALID_CONDITION_KEY,
    /** The subject is a condition key that does not apply to the statement's actions. */
    CONDITION_WITHOUT_ACTION,
    /** The subject is a value that its operator can't compare with. */
    INVALID_CONDITION_VALUE,
    /** The subject is to be compared as an IP address or range, and is none. */
    INVALID_ADDRESS,
    /** The subject is a text with a malformed policy variable. */
    INVALID_VARIABLE
  }

  private final Kind kind;
  private final String subject;
  private final int statement;

  PolicyFault(Kind kind, String subject) {
    this(kind, subject, -1);
  }

  private PolicyFault(Kind kind, String subject, int statement) {
    super(kind + ": " + subject, null, false, false);
    this.kind = kind;
    this.subject = subject;
    this.statement = statement;
  }

  PolicyFault inStatement(int index) {
    return new PolicyFault(kind, subject, index);
  }

  /** The kind of fault. */
  public Kind kind() {
    return kind;
  }

  /** The element or value at fault, as {@link Kind} says; empty if it is the whole policy. */
  public String subject() {
    return subject;
  }

  /** The statement's index from 0; -1 if no single one is at fault. */
  public int statement() {
    return statement;
  }
}
