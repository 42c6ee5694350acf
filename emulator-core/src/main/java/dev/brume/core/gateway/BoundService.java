package dev.brume.core.gateway;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.constraint.ConstraintValidator;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.observe.ResourceName;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A service with the handlers of its operations. */
public final class BoundService {
  private final Service service;
  private final ServiceSchema schema;
  private final Dialect dialect;
  private final ServiceAccess access;
  private final ConstraintValidator validator;
  private final Map<Operation<?, ?>, Binding> bindings = new IdentityHashMap<>();

  /** The handler of an operation; exactly one of the fields is set. */
  static final class Binding {
    final Handler<Struct, Struct> handler;
    final AsyncHandler<Struct, Struct> asyncHandler;
    final BackgroundHandler<Struct, Struct> backgroundHandler;
    private final Operation<?, ?> operation;
    private volatile Boolean streams;
    private volatile ResourceMembers resources;

    Binding(
        Operation<?, ?> operation,
        Handler<Struct, Struct> handler,
        AsyncHandler<Struct, Struct> asyncHandler,
        BackgroundHandler<Struct, Struct> backgroundHandler) {
      this.operation = operation;
      this.handler = handler;
      this.asyncHandler = asyncHandler;
      this.backgroundHandler = backgroundHandler;
    }

    /** Runs {@code operation} with another handler than the bound one. */
    @SuppressWarnings("unchecked") // The handler is for that operation.
    static Binding of(Operation<?, ?> operation, AsyncHandler<?, ?> handler) {
      return new Binding(operation, null, (AsyncHandler<Struct, Struct>) handler, null);
    }

    /** Whether the handler receives the request's body while it arrives. */
    boolean streamsInput() {
      Boolean known = streams;
      if (known == null) {
        known = hasStream(operation.input());
        streams = known;
      }
      return known;
    }

    private ResourceMembers resources() {
      ResourceMembers known = resources;
      if (known == null) {
        known = new ResourceMembers(operation.input());
        resources = known;
      }
      return known;
    }

    private static boolean hasStream(Schema input) {
      for (Member member : input.members()) {
        if (member.target().isStreaming()) {
          return true;
        }
      }
      return false;
    }
  }

  BoundService(Service service) {
    this.service = service;
    this.schema = service.schema();
    this.dialect = service.dialect();
    this.access = service.access();
    this.validator = ConstraintValidator.of(schema);
    service.bind(new MapBinder());
  }

  private final class MapBinder implements Binder {
    @Override
    @SuppressWarnings("unchecked") // The operation's type parameters are those of its handler.
    public <I extends Struct, O extends Struct> void on(
        Operation<I, O> operation, Handler<I, O> handler) {
      put(operation, new Binding(operation, (Handler<Struct, Struct>) handler, null, null));
    }

    @Override
    @SuppressWarnings("unchecked") // As above.
    public <I extends Struct, O extends Struct> void onAsync(
        Operation<I, O> operation, AsyncHandler<I, O> handler) {
      put(operation, new Binding(operation, null, (AsyncHandler<Struct, Struct>) handler, null));
    }

    @Override
    @SuppressWarnings("unchecked") // As above.
    public <I extends Struct, O extends Struct> void onBackground(
        Operation<I, O> operation, BackgroundHandler<I, O> handler) {
      put(
          operation,
          new Binding(operation, null, null, (BackgroundHandler<Struct, Struct>) handler));
    }

    private void put(Operation<?, ?> operation, Binding binding) {
      if (schema.operation(operation.name()) != operation) {
        throw new IllegalStateException(operation + " is not an operation of " + schema.id());
      }
      if (bindings.put(operation, binding) != null) {
        throw new IllegalStateException(operation + " is bound twice");
      }
    }
  }

  public Service service() {
    return service;
  }

  public ServiceSchema schema() {
    return schema;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Whether the service evaluates policies. */
  boolean isRestricted() {
    return access != null;
  }

  /**
   * Authorizes the request; an authorized request counts as a use of its access key.
   *
   * @throws AwsError if the caller may not perform the operation
   */
  void authorize(RequestContext context, Struct input) {
    if (access != null && context.access().isRestricted()) {
      context.access().tagsAre(() -> TagMembers.in(input));
      access.check(context, input);
    }
    String accessKeyId = context.caller().accessKeyId();
    if (accessKeyId != null) {
      context.access().used(accessKeyId, schema().signingName(), context.scope().region());
    }
  }

  /**
   * Checks {@code input} against the model's constraints.
   *
   * @throws AwsError if it violates any
   */
  void validate(Struct input, RequestContext context) {
    List<Violation> violations = validator.validate(input);
    if (violations.isEmpty()) {
      return;
    }
    AwsError error = service.constraintError(violations, context);
    if (error != null) {
      throw error;
    }
  }

  /** The binding of {@code operation}, or null if it is not implemented. */
  Binding binding(Operation<?, ?> operation) {
    return bindings.get(operation);
  }

  /** The resources that {@code input} of {@code operation} names. */
  List<ResourceName> resourcesOf(Operation<?, ?> operation, Struct input) {
    Binding binding = input == null ? null : bindings.get(operation);
    return binding == null ? List.of() : binding.resources().in(input);
  }

  /** Whether {@code operation} is implemented. */
  public boolean does(Operation<?, ?> operation) {
    return bindings.containsKey(operation);
  }
}
