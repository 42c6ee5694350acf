package dev.brume.core.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A shape of an AWS model, for codecs and validation. Generated code has one constant per
 * structure; simple shapes, lists and maps come from the service's {@link SchemaSource}.
 *
 * <p>The {@code with…} setters return {@code this} and are for initialisers only.
 */
public final class Schema {
  private final ShapeType type;
  private final String namespace;
  private final String name;
  private final Member[] members;
  private final List<Member> memberList;
  private final Struct prototype;
  private volatile Map<String, Member> byName;
  private volatile Map<String, Member> byJsonName;

  private boolean sparse;
  private boolean streaming;
  private boolean requiresLength;
  private boolean sensitive;
  private String mediaType;
  private TimestampFormat timestampFormat;
  private Constraints constraints = Constraints.NONE;
  private String xmlName;
  private String xmlNamespace;
  private String xmlNamespacePrefix;
  private ErrorTrait error;
  private volatile Boolean constrained;

  private Schema(
      ShapeType type, String namespace, String name, Struct prototype, Member[] members) {
    this.type = type;
    this.namespace = namespace;
    this.name = name;
    this.prototype = prototype;
    this.members = members;
    this.memberList = List.of(members);
    for (int i = 0; i < members.length; i++) {
      members[i].own(i);
    }
  }

  /** A structure; {@code prototype} creates its values. */
  public static Schema structure(
      String namespace, String name, Struct prototype, Member... members) {
    return new Schema(ShapeType.STRUCTURE, namespace, name, prototype, members);
  }

  /** A union: a structure of which exactly one member is set. */
  public static Schema union(String namespace, String name, Struct prototype, Member... members) {
    return new Schema(ShapeType.UNION, namespace, name, prototype, members);
  }

  /** A list of {@code member}s (named "member" unless an xmlName differs). */
  public static Schema list(String namespace, String name, Member member) {
    return new Schema(ShapeType.LIST, namespace, name, null, new Member[] {member});
  }

  /** A map from strings ({@code key}) to {@code value}s. */
  public static Schema map(String namespace, String name, Member key, Member value) {
    return new Schema(ShapeType.MAP, namespace, name, null, new Member[] {key, value});
  }

  /** A shape without members. */
  public static Schema simple(ShapeType type, String namespace, String name) {
    return new Schema(type, namespace, name, null, new Member[0]);
  }

  public ShapeType type() {
    return type;
  }

  /** The model's namespace, such as {@code com.amazonaws.sqs}. */
  public String namespace() {
    return namespace;
  }

  /** The shape's name in the model, without its namespace. */
  public String name() {
    return name;
  }

  /** The absolute shape id: {@code namespace#name}. */
  public String id() {
    return namespace + "#" + name;
  }

  /** The members in the model's order; a list's element; a map's key and value. */
  public List<Member> members() {
    return memberList;
  }

  public int memberCount() {
    return members.length;
  }

  public Member member(int index) {
    return members[index];
  }

  /** The member with the name {@code memberName} in the model, or null. */
  public Member member(String memberName) {
    Map<String, Member> names = byName;
    if (names == null) {
      names = HashMap.newHashMap(members.length);
      for (Member member : members) {
        names.put(member.name(), member);
      }
      byName = names;
    }
    return names.get(memberName);
  }

  /** The member with the name {@code jsonName} in restJson documents, or null. */
  public Member memberByJsonName(String jsonName) {
    Map<String, Member> names = byJsonName;
    if (names == null) {
      names = HashMap.newHashMap(members.length);
      for (Member member : members) {
        names.put(member.jsonName(), member);
      }
      byJsonName = names;
    }
    return names.get(jsonName);
  }

  /** A list's element. */
  public Member element() {
    return members[0];
  }

  /** A map's key. */
  public Member key() {
    return members[0];
  }

  /** A map's value. */
  public Member value() {
    return members[1];
  }

  /**
   * A new value of this structure or union.
   *
   * @param values one value per member in the order of {@link #members()}, null where absent
   */
  public Struct create(Object[] values) {
    return prototype.create(values);
  }

  /** Whether a list or map may hold nulls. */
  public boolean isSparse() {
    return sparse;
  }

  /** Whether a blob is a {@link ByteStream} or a union an {@link EventStream}. */
  public boolean isStreaming() {
    return streaming;
  }

  /** Whether a streaming blob needs a Content-Length. */
  public boolean requiresLength() {
    return requiresLength;
  }

  public boolean isSensitive() {
    return sensitive;
  }

  /** The media type of a blob or string payload, or null. */
  public String mediaType() {
    return mediaType;
  }

  /** The model's format of this timestamp shape, or null. */
  public TimestampFormat timestampFormat() {
    return timestampFormat;
  }

  public Constraints constraints() {
    return constraints;
  }

  /**
   * Whether any value at any depth of this shape is constrained; cached after the first call, so
   * that validation skips the others.
   */
  public boolean isConstrained() {
    Boolean known = constrained;
    if (known == null) {
      known = demandsAnything(Collections.newSetFromMap(new IdentityHashMap<>()));
      constrained = known;
    }
    return known;
  }

  private boolean demandsAnything(Set<Schema> seen) {
    if (!seen.add(this)) {
      return false;
    }
    for (Member member : members) {
      if (member.isRequired()
          || member.demands() != Constraints.NONE
          || member.target().demandsAnything(seen)) {
        return true;
      }
    }
    return false;
  }

  /** The element name in the model, or null. */
  public String xmlName() {
    return xmlName;
  }

  public String xmlNamespace() {
    return xmlNamespace;
  }

  public String xmlNamespacePrefix() {
    return xmlNamespacePrefix;
  }

  /** The traits of an error structure, or null. */
  public ErrorTrait error() {
    return error;
  }

  public Schema withSparse() {
    sparse = true;
    return this;
  }

  public Schema withStreaming(boolean lengthRequired) {
    streaming = true;
    requiresLength = lengthRequired;
    return this;
  }

  public Schema withSensitive() {
    sensitive = true;
    return this;
  }

  public Schema withMediaType(String value) {
    mediaType = value;
    return this;
  }

  public Schema withTimestampFormat(TimestampFormat value) {
    timestampFormat = value;
    return this;
  }

  public Schema withConstraints(Constraints value) {
    constraints = value;
    return this;
  }

  public Schema withXmlName(String value) {
    xmlName = value;
    return this;
  }

  public Schema withXmlNamespace(String uri, String prefix) {
    xmlNamespace = uri;
    xmlNamespacePrefix = prefix;
    return this;
  }

  public Schema withError(ErrorTrait value) {
    error = value;
    return this;
  }

  @Override
  public String toString() {
    return id();
  }
}
