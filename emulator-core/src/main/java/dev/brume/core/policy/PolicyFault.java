package dev.brume.core.policy;

/**
 * The reason why a text is not a valid policy. Which error that becomes, and in which words,
 * differs between services. It carries no stack trace.
 */
public final class PolicyFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong; {@link #subject()} says where. */
  public enum Kind {
    /** It is no JSON, does not start with a brace, or is nested deeper than policies are. */
    NOT_JSON,
    /** It has more bytes than the service takes. The subject is their number. */
    TOO_LONG,
    /** The subject is an element that the grammar does not know. */
    UNKNOWN_ELEMENT,
    /** The subject is a name that an object has twice. */
    DUPLICATE_ELEMENT,
    /** The subject is an element that must be there. */
    MISSING_ELEMENT,
    /** The subject is an element that must not be in a policy of this kind. */
    FORBIDDEN_ELEMENT,
    /** The subject is an element that excludes another one of the same statement. */
    CONFLICTING_ELEMENTS,
    /** The subject is an element whose value is of another JSON type than the grammar says. */
    WRONG_TYPE,
    /** There is no statement. */
    NO_STATEMENT,
    /** The subject is no version of the policy language. */
    INVALID_VERSION,
    /** The subject is neither Allow nor Deny. */
    INVALID_EFFECT,
    /** The subject can't be the name of a statement. */
    INVALID_SID,
    /** The subject is the name of two statements. */
    DUPLICATE_SID,
    /** The subject is no principal. */
    INVALID_PRINCIPAL,
    /** The subject is no action. */
    INVALID_ACTION,
    /** The subject is no resource. */
    INVALID_RESOURCE,
    /** The subject is an action that can't be done to any resource of its statement. */
    ACTION_WITHOUT_RESOURCE,
    /** The subject is no condition operator. */
    INVALID_OPERATOR,
    /** The subject is no condition key. */
    INVALID_CONDITION_KEY,
    /** The subject is a condition key that never goes with the statement's actions. */
    CONDITION_WITHOUT_ACTION,
    /** The subject is a value that its operator can't compare with. */
    INVALID_CONDITION_VALUE,
    /** The subject is compared as an IP address or a range of them, and is none. */
    INVALID_ADDRESS,
    /** The subject is a text with a policy variable that is not written as one. */
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

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** The element or the value that is at fault, as {@link Kind} says; empty where it is all. */
  public String subject() {
    return subject;
  }

  /** The statement, counted from 0; -1 where no single one is at fault. */
  public int statement() {
    return statement;
  }
}
