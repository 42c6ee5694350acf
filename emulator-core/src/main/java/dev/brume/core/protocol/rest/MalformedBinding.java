package dev.brume.core.protocol.rest;

import dev.brume.core.schema.Member;

/**
 * A label, query parameter or header that is no value of its member's shape. It carries no stack
 * trace.
 */
public final class MalformedBinding extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Member member;
  private final String text;

  MalformedBinding(Member member, String text, String message) {
    super(message, null, false, false);
    this.member = member;
    this.text = text;
  }

  /** What the value should have been. */
  public Member member() {
    return member;
  }

  /** The value as it was sent. */
  public String text() {
    return text;
  }
}
