package dev.brume.core.error;

import dev.brume.core.schema.ErrorTrait;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The only exception that becomes an AWS error response: a modelled error structure, or a plain
 * code. Independent of the wire format: each protocol renders it in its own form. It carries no
 * stack trace.
 */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final boolean client;
  private final transient Struct value;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient Map<String, String> details = new LinkedHashMap<>();

  private AwsError(String code, String message, int status, boolean client, Struct value) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.client = client;
    this.value = value;
  }

  /** A client error with a code that is not in the model. */
  public static AwsError client(String code, int status, String message) {
    return new AwsError(code, message, status, true, null);
  }

  /** A server error with a code that is not in the model. */
  public static AwsError server(String code, int status, String message) {
    return new AwsError(code, message, status, false, null);
  }

  /** A modelled error: {@code value} is a structure with an {@link ErrorTrait}. */
  public static AwsError modelled(Struct value) {
    return modelled(value, messageOf(value));
  }

  /** A modelled error whose structure has no member for its message, such as S3's. */
  public static AwsError modelled(Struct value, String message) {
    Schema schema = value.schema();
    ErrorTrait trait = schema.error();
    return new AwsError(schema.name(), message, trait.status(), trait.client(), value);
  }

  private static String messageOf(Struct value) {
    Member member = messageMember(value.schema());
    return member == null ? null : (String) value.get(member.index());
  }

  private static Member messageMember(Schema schema) {
    for (Member member : schema.members()) {
      if (member.name().equalsIgnoreCase("message")) {
        return member;
      }
    }
    return null;
  }

  /** Whether {@link #getMessage()} is a member of {@link #value()}. */
  public boolean hasMessageMember() {
    return value != null && messageMember(value.schema()) != null;
  }

  /** The code; for a modelled error, its shape's name. */
  public String code() {
    return code;
  }

  /** The code in the query protocols and in {@code x-amzn-query-error}. */
  public String queryCode() {
    if (value == null) {
      return CommonErrors.queryCode(code);
    }
    String query = value.schema().error().queryCode();
    return query == null ? code : query;
  }

  /**
   * The name in protocols that identify errors by shape: {@code __type}, {@code x-amzn-errortype}.
   */
  public String shapeName() {
    return value == null ? CommonErrors.shapeName(code) : code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The HTTP status in the query protocols. */
  public int queryStatus() {
    int query = value == null ? 0 : value.schema().error().queryStatus();
    return query == 0 ? status : query;
  }

  /** Whether the client is at fault. */
  public boolean isClientFault() {
    return client;
  }

  /** The modelled error structure, or null. */
  public Struct value() {
    return value;
  }

  /** Adds a response header, such as {@code Allow}. */
  public AwsError withHeader(String name, String headerValue) {
    headers.put(name, headerValue);
    return this;
  }

  /** Response headers in addition to the protocol's. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Adds an unmodelled element next to code and message, such as S3's BucketName. */
  public AwsError withDetail(String name, String detail) {
    details.put(name, detail);
    return this;
  }

  /** The elements next to code and message, in order. */
  public Map<String, String> details() {
    return details;
  }
}
