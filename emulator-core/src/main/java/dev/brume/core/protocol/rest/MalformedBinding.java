package dev.brume.core.protocol.rest;

import dev.brume.core.schema.Member;

/**
 * A label, query parameter or header that is not a value of its member's shape. It carries no stack
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

  /** The member with the malformed value. */
  public Member member() {
    return member;
  }

  /** The value as sent. */
  public String text() {
    return text;
  }
}
