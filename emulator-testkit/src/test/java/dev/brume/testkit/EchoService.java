package dev.brume.testkit;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.TableSpec;
import java.util.List;

/** Gives back what it gets, and counts how often it did, in every protocol that there is. */
final class EchoService implements Service {
  private static final Schema STRING = Schema.simple(ShapeType.STRING, "echo", "String");
  private static final Schema NUMBER = Schema.simple(ShapeType.INTEGER, "echo", "Number");
  private static final Schema FLAG = Schema.simple(ShapeType.BOOLEAN, "echo", "Flag");
  private static final Schema BYTES = Schema.simple(ShapeType.BLOB, "echo", "Bytes");
  private static final Schema TIME = Schema.simple(ShapeType.TIMESTAMP, "echo", "Time");
  private static final Schema LIST = Schema.list("echo", "List", Member.of("member", STRING));
  private static final Schema MAP =
      Schema.map("echo", "Map", Member.of("key", STRING), Member.of("value", NUMBER));
  private static final Schema INNER =
      structure("Inner", Member.of("Text", STRING), Member.of("List", LIST));

  /** The same members in both directions, some of them outside of the body. */
  private static final Schema CONTENT =
      structure(
          "Content",
          Member.of("Name", STRING).required().at(Location.LABEL, "Name"),
          Member.of("Header", STRING).at(Location.HEADER, "x-header"),
          Member.of("Text", STRING),
          Member.of("Number", NUMBER).jsonName("number"),
          Member.of("Flag", FLAG),
          Member.of("Bytes", BYTES),
          Member.of("Time", TIME),
          Member.of("List", LIST),
          Member.of("Flat", LIST).xmlFlattened(),
          Member.of("Map", MAP),
          Member.of("Inner", INNER));

  private final ServiceSchema schema;

  static final TableSpec<String, Seen> SEEN =
      new TableSpec<>("echo", "seen", String.class, Seen.class);

  static final RootSpec<Memory> ROOT =
      new RootSpec<>("echo", false, (scope, tables) -> new Memory(tables.table(SEEN, "")));

  private final Surroundings surroundings;

  /** What is kept. */
  record Seen(long count, long lastMillis) {}

  /** The live object of a region. */
  record Memory(Table<String, Seen> seen) implements AutoCloseable {
    @Override
    public void close() {}
  }

  EchoService(ServiceSchema schema, Surroundings surroundings) {
    this.schema = schema;
    this.surroundings = surroundings;
  }

  private static Schema structure(String name, Member... members) {
    Schema[] holder = new Schema[1];
    holder[0] = Schema.structure("echo", name, new Fields(holder, null), members);
    return holder[0];
  }

  /** A structure whose members are told by its schema. */
  private record Fields(Schema[] holder, Object[] values) implements Struct {
    @Override
    public Schema schema() {
      return holder[0];
    }

    @Override
    public Object get(int index) {
      return values[index];
    }

    @Override
    public Struct create(Object[] given) {
      return new Fields(holder, given.clone());
    }
  }

  /** The service where it speaks one protocol. */
  static ServiceSchema speaking(ProtocolId protocol) {
    SchemaSource shapes =
        new SchemaSource(1) {
          @Override
          protected Schema create(int id) {
            return CONTENT;
          }
        };
    Operation<Struct, Struct> echo =
        Operation.<Struct, Struct>of("Echo", shapes, 0, 0).http("POST", "/echo/{Name}", 200);
    Operation<Struct, Struct> fail =
        Operation.<Struct, Struct>of("Fail", shapes, 0, 0).http("POST", "/fail/{Name}", 200);
    return new ServiceSchema(
        "echo",
        "Echo",
        "echo",
        "Echo_1",
        "echo",
        "echo",
        "2025-01-01",
        List.of(protocol),
        null,
        false,
        true,
        ServiceSchema.operations(echo, fail));
  }

  @Override
  public ServiceSchema schema() {
    return schema;
  }

  @SuppressWarnings("unchecked") // Both are operations of these types.
  private Operation<Struct, Struct> operation(String name) {
    return (Operation<Struct, Struct>) schema.operation(name);
  }

  @Override
  public void bind(Binder binder) {
    binder.on(operation("Echo"), this::echo);
    binder.on(
        operation("Fail"),
        (context, input) -> {
          throw AwsError.client("Refused", 409, "No \"" + input.get(0) + "\" & none.");
        });
  }

  private Struct echo(RequestContext context, Struct input) {
    Memory memory = surroundings.store().root(ROOT, context.scope());
    String name = (String) input.get(0);
    Seen known = memory.seen().get(name);
    long count = known == null ? 1 : known.count() + 1;
    memory.seen().put(name, new Seen(count, surroundings.timeline().nowMillis()));
    return input;
  }
}
