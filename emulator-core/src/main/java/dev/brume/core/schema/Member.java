package dev.brume.core.schema;

/**
 * A member of a structure or union, the element of a list, or the key or value of a map.
 *
 * <p>The setters return {@code this} and are for the initialisers of generated code only; a member
 * does not change once it belongs to a {@link Schema}.
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

  /** A member whose target is looked up on first use. */
  public static Member of(String name, SchemaSource source, int targetId) {
    return new Member(name, source, targetId, null);
  }

  /** A member whose target is known now. */
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

  /** Whether the member's value stands in the host name before the endpoint. */
  public boolean isHostLabel() {
    return hostLabel;
  }

  /**
   * Whether clients fill the member with a random token; a server takes a missing one as a new one.
   */
  public boolean isIdempotencyToken() {
    return idempotencyToken;
  }

  /** Whether the member of an event travels as a header of its event-stream message. */
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

  /** Where the member travels in protocols with HTTP bindings. */
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

  /** The element or attribute name where the model states one, else null. */
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

  /** The key in ec2Query requests where the model states one, else null. */
  public String ec2QueryName() {
    return ec2QueryName;
  }

  /** The format stated for the member or else for its target; null: the protocol's own default. */
  public TimestampFormat timestampFormat() {
    return timestampFormat != null ? timestampFormat : target().timestampFormat();
  }

  /**
   * What the model demands of this very member; never null. A demand of one kind (length, range,
   * pattern …) takes the place of the target's of that kind.
   */
  public Constraints constraints() {
    return constraints == null ? Constraints.NONE : constraints;
  }

  /** What the model demands of this member's values: its own constraints before its target's. */
  public Constraints demands() {
    Constraints known = demands;
    if (known == null) {
      known = constraints().or(target().constraints());
      demands = known;
    }
    return known;
  }

  /** Whether the model demands anything of this member or of what it holds. */
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
