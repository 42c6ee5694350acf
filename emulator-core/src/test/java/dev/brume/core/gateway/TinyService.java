package dev.brume.core.gateway;

import dev.brume.core.schema.Constraints;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.List;
import java.util.function.Consumer;

/**
 * A service of a few operations: Echo gives back its text of at most five characters, Later waits,
 * Store takes a stream, Open needs no signature, Missing is never bound.
 */
final class TinyService implements Service {
  private static final Schema STRING = Schema.simple(ShapeType.STRING, "tiny", "String");
  private static final Schema STREAM =
      Schema.simple(ShapeType.BLOB, "tiny", "Stream").withStreaming(false);

  static final Schema TEXT =
      structure(
          "Text", Member.of("Text", STRING).required().constraints(Constraints.length(null, 5L)));

  static final Schema UPLOAD =
      structure(
          "Upload",
          Member.of("Name", STRING).required().at(Location.LABEL, "Name"),
          Member.of("Content", STREAM).at(Location.PAYLOAD, null));

  private final ServiceSchema schema;
  private final Consumer<Binder> bindings;
  private final Dialect dialect;
  private ResponseListener listener;
  private ServiceAccess access;

  private TinyService(ServiceSchema schema, Consumer<Binder> bindings, Dialect dialect) {
    this.schema = schema;
    this.bindings = bindings;
    this.dialect = dialect;
  }

  /** A service's operations, each of which belongs to it alone. */
  static final class Operations {
    final Operation<Struct, Struct> echo =
        Operation.<Struct, Struct>of("Echo", SHAPES, 0, 0)
            .http("POST", "/echo", 200)
            .requestEncodings("gzip");
    final Operation<Struct, Struct> later =
        Operation.<Struct, Struct>of("Later", SHAPES, 0, 0).http("POST", "/later", 200);
    final Operation<Struct, Struct> store =
        Operation.<Struct, Struct>of("Store", SHAPES, 1, -1).http("PUT", "/store/{Name}", 200);
    final Operation<Struct, Struct> open =
        Operation.<Struct, Struct>of("Open", SHAPES, -1, -1)
            .http("GET", "/open", 200)
            .unsignedAllowed();
    final Operation<Struct, Struct> missing =
        Operation.<Struct, Struct>of("Missing", SHAPES, -1, -1).http("GET", "/missing", 200);
  }

  private static final SchemaSource SHAPES =
      new SchemaSource(2) {
        @Override
        protected Schema create(int id) {
          return id == 0 ? TEXT : UPLOAD;
        }
      };

  private static Schema structure(String name, Member... members) {
    Schema[] holder = new Schema[1];
    holder[0] = Schema.structure("tiny", name, DynamicStruct.prototype(() -> holder[0]), members);
    return holder[0];
  }

  /** A service that binds what {@code bindings} binds. */
  static TinyService of(
      String id,
      String signingName,
      Operations operations,
      Consumer<Binder> bindings,
      Dialect dialect,
      ProtocolId... protocols) {
    ServiceSchema schema =
        new ServiceSchema(
            id,
            id,
            "tiny",
            targetPrefix(id),
            signingName,
            id,
            version(id),
            List.of(protocols),
            null,
            false,
            true,
            ServiceSchema.operations(
                operations.echo,
                operations.later,
                operations.store,
                operations.open,
                operations.missing));
    return new TinyService(schema, bindings, dialect);
  }

  static String targetPrefix(String id) {
    return "Target_" + id;
  }

  /** No two services of AWS's have the same version, so none have here. */
  static String version(String id) {
    return "2020-" + id;
  }

  /** What routing knows of it. */
  ServiceEntry entry() {
    return new ServiceEntry(
        schema.id(),
        schema.signingName(),
        schema.endpointPrefix(),
        schema.targetPrefix(),
        schema.version(),
        schema.protocols(),
        true,
        true,
        () -> this);
  }

  @Override
  public ServiceSchema schema() {
    return schema;
  }

  @Override
  public void bind(Binder binder) {
    bindings.accept(binder);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  /** Has every answer told to {@code told}; null for nobody. */
  TinyService listener(ResponseListener told) {
    listener = told;
    return this;
  }

  /** Has {@code checked} say what callers must be allowed; null for nothing. */
  TinyService access(ServiceAccess checked) {
    access = checked;
    return this;
  }

  @Override
  public ServiceAccess access() {
    return access;
  }

  @Override
  public ResponseListener answerListener() {
    return listener;
  }
}
