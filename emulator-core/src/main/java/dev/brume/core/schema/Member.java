package dev.brume.core.schema;

/**
 * A member of a structure or union, the element of a list, or the key or value of a map.
 *
 * <p>The setters return {@code this} and are only for initialisers of generated code; a member does
 * not change after it belongs to a {@link Schema}.
 */
public final class Member {
  private final String name;
  private final SchemaSource source;
  private final int targetId;
  private int index;
  private boolean owned;
  private volatile Schema target;

  private boolean required;
  private boolean hostLabel;
  private boolean idempotencyToken;
  private boolean eventHeader;
  private boolean eventPayload;
  private boolean xmlFlattened;
  private boolean xmlAttribute;
  private boolean sensitive;
  private Location location = Location.BODY;
  private String locationName;
  private String jsonName;
  private String xmlName;
  private String xmlNamespace;
  private String xmlNamespacePrefix;
  private String ec2QueryName;
  private TimestampFormat timestampFormat;
  private Constraints constraints;
  private volatile Constraints demands;

  private Member(String name, SchemaSource source, int targetId, Schema target) {
    this.name = name;
    this.source = source;
    this.targetId = targetId;
    this.target = target;
  }

  /** A member whose target is resolved on first use. */
  public static Member of(String name, SchemaSource source, int targetId) {
    return new Member(name, source, targetId, null);
  }

  /** A member whose target is already resolved. */
  public static Member of(String name, Schema target) {
    return new Member(name, null, -1, target);
  }

  /** The name in the model. */
  public String name() {
    return name;
  }

  /** The position in {@link Schema#members()}. */
  public int index() {
    return index;
  }

  /** The shape of the member's values. */
  public Schema target() {
    Schema known = target;
    if (known == null) {
      known = source.get(targetId);
      target = known;
    }
    return known;
  }

  /** Whether a request without the member is refused. */
  public boolean isRequired() {
    return required;
  }

  /** Whether the member's value is a prefix of the host name. */
  public boolean isHostLabel() {
    return hostLabel;
  }

  /** Whether clients set the member to a random token; a missing one counts as new. */
  public boolean isIdempotencyToken() {
    return idempotencyToken;
  }

  /** Whether an event's member is sent as a header of its event-stream message. */
  public boolean isEventHeader() {
    return eventHeader;
  }

  /** Whether the member of an event is the payload of its event-stream message. */
  public boolean isEventPayload() {
    return eventPayload;
  }

  /** Whether a list or map is written without its wrapping element. */
  public boolean isXmlFlattened() {
    return xmlFlattened;
  }

  /** Whether the member is an attribute of its parent's element. */
  public boolean isXmlAttribute() {
    return xmlAttribute;
  }

  /** Whether the value must not be logged. */
  public boolean isSensitive() {
    return sensitive || target().isSensitive();
  }

  /** Where the member is sent in protocols with HTTP bindings. */
  public Location location() {
    return location;
  }

  /**
   * The header (or prefix), query key or label that carries the member; null for the other
   * locations.
   */
  public String locationName() {
    return locationName;
  }

  /** The key in restJson documents. */
  public String jsonName() {
    return jsonName == null ? name : jsonName;
  }

  /** The element or attribute name in the model, or null. */
  public String xmlName() {
    return xmlName;
  }

  /** The XML namespace that the member's element declares, or null. */
  public String xmlNamespace() {
    return xmlNamespace;
  }

  /** The prefix bound to {@link #xmlNamespace()}, or null for the default namespace. */
  public String xmlNamespacePrefix() {
    return xmlNamespacePrefix;
  }

  /** The key in ec2Query requests in the model, or null. */
  public String ec2QueryName() {
    return ec2QueryName;
  }

  /** The format of the member or else of its target; null for the protocol's default. */
  public TimestampFormat timestampFormat() {
    return timestampFormat != null ? timestampFormat : target().timestampFormat();
  }

  /**
   * The member's own constraints; never null. A constraint of one kind (length, range, pattern …)
   * replaces the target's of that kind.
   */
  public Constraints constraints() {
    return constraints == null ? Constraints.NONE : constraints;
  }

  /** The effective constraints on this member's values: its own before its target's. */
  public Constraints demands() {
    Constraints known = demands;
    if (known == null) {
      known = constraints().or(target().constraints());
      demands = known;
    }
    return known;
  }

  /** Whether this member or anything in its value is constrained. */
  public boolean isConstrained() {
    return required || demands() != Constraints.NONE || target().isConstrained();
  }

  void own(int position) {
    if (owned) {
      throw new IllegalStateException(name + " belongs to a schema already");
    }
    owned = true;
    index = position;
  }

  private Member configure() {
    if (owned) {
      throw new IllegalStateException(name + " can't change any more");
    }
    return this;
  }

  public Member required() {
    configure().required = true;
    return this;
  }

  public Member hostLabel() {
    configure().hostLabel = true;
    return this;
  }

  public Member idempotencyToken() {
    configure().idempotencyToken = true;
    return this;
  }

  public Member eventHeader() {
    configure().eventHeader = true;
    return this;
  }

  public Member eventPayload() {
    configure().eventPayload = true;
    return this;
  }

  public Member xmlFlattened() {
    configure().xmlFlattened = true;
    return this;
  }

  public Member xmlAttribute() {
    configure().xmlAttribute = true;
    return this;
  }

  public Member sensitive() {
    configure().sensitive = true;
    return this;
  }

  public Member at(Location where, String byName) {
    configure().location = where;
    locationName = byName;
    return this;
  }

  public Member jsonName(String value) {
    configure().jsonName = value;
    return this;
  }

  public Member xmlName(String value) {
    configure().xmlName = value;
    return this;
  }

  public Member xmlNamespace(String uri, String prefix) {
    configure().xmlNamespace = uri;
    xmlNamespacePrefix = prefix;
    return this;
  }

  public Member ec2QueryName(String value) {
    configure().ec2QueryName = value;
    return this;
  }

  public Member timestampFormat(TimestampFormat value) {
    configure().timestampFormat = value;
    return this;
  }

  public Member constraints(Constraints value) {
    configure().constraints = value;
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
