package dev.brume.core.state;

import dev.brume.core.blob.StoredBody;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Finds the bodies that the values of one type hold. */
abstract class BodyTrace {
  /** For types that can't hold any. */
  static final BodyTrace NONE =
      new BodyTrace() {
        @Override
        void visit(Object value, Consumer<StoredBody> visitor) {}
      };

  private static final BodyTrace BODY =
      new BodyTrace() {
        @Override
        void visit(Object value, Consumer<StoredBody> visitor) {
          visitor.accept((StoredBody) value);
        }
      };

  private static final Map<Type, BodyTrace> KNOWN = new ConcurrentHashMap<>();

  /** Passes every body in {@code value} to {@code visitor}, as often as it occurs. */
  abstract void visit(Object value, Consumer<StoredBody> visitor);

  /** The trace of values of {@code type}. */
  static BodyTrace of(Type type) {
    BodyTrace known = KNOWN.get(type);
    if (known == null) {
      known = canHoldBodies(type, new HashSet<>()) ? make(type) : NONE;
      KNOWN.put(type, known);
    }
    return known;
  }

  private static boolean canHoldBodies(Type type, Set<Type> asked) {
    if (type == StoredBody.class) {
      return true;
    }
    if (!asked.add(type)) {
      return false;
    }
    for (Type part : parts(type)) {
      if (canHoldBodies(part, asked)) {
        return true;
      }
    }
    return false;
  }

  /** The types of the parts of a value of {@code type}. */
  private static List<Type> parts(Type type) {
    if (type instanceof WildcardType wildcard) {
      return List.of(wildcard.getUpperBounds());
    }
    if (type instanceof ParameterizedType generic) {
      return List.of(generic.getActualTypeArguments());
    }
    Class<?> plain = (Class<?>) type;
    List<Type> parts = new ArrayList<>();
    if (plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        parts.add(component.getGenericType());
      }
    } else if (plain.isSealed()) {
      parts.addAll(List.of(plain.getPermittedSubclasses()));
    }
    return parts;
  }

  private static BodyTrace make(Type type) {
    return switch (type) {
      case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
      case ParameterizedType generic -> ofContainer(generic);
      case Class<?> plain when plain == StoredBody.class -> BODY;
      case Class<?> plain when plain.isRecord() -> new OfRecord(plain);
      default -> new OfSealed();
    };
  }

  private static BodyTrace ofContainer(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    return Map.class.isAssignableFrom((Class<?>) generic.getRawType())
        ? new OfMap(of(arguments[0]), of(arguments[1]))
        : new OfCollection(of(arguments[0]));
  }

  private static final class OfMap extends BodyTrace {
    private final BodyTrace keys;
    private final BodyTrace values;

    OfMap(BodyTrace keys, BodyTrace values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    void visit(Object value, Consumer<StoredBody> visitor) {
      ((Map<?, ?>) value)
          .forEach(
              (key, held) -> {
                keys.visitIfThere(key, visitor);
                values.visitIfThere(held, visitor);
              });
    }
  }

  private static final class OfCollection extends BodyTrace {
    private final BodyTrace elements;

    OfCollection(BodyTrace elements) {
      this.elements = elements;
    }

    @Override
    void visit(Object value, Consumer<StoredBody> visitor) {
      for (Object element : (Collection<?>) value) {
        elements.visitIfThere(element, visitor);
      }
    }
  }

  private static final class OfSealed extends BodyTrace {
    @Override
    void visit(Object value, Consumer<StoredBody> visitor) {
      of(value.getClass()).visit(value, visitor);
    }
  }

  /** Resolves its components' traces at the first value: a record can hold its own type. */
  private static final class OfRecord extends BodyTrace {
    private final Class<?> type;
    private volatile List<Component> components;

    private record Component(MethodHandle accessor, BodyTrace trace) {}

    OfRecord(Class<?> type) {
      this.type = type;
    }

    @Override
    void visit(Object value, Consumer<StoredBody> visitor) {
      List<Component> traced = components;
      if (traced == null) {
        traced = find();
        components = traced;
      }
      for (Component component : traced) {
        component.trace.visitIfThere(get(component.accessor, value), visitor);
      }
    }

    private List<Component> find() {
      List<Component> found = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        BodyTrace trace = of(component.getGenericType());
        if (trace != NONE) {
          found.add(new Component(accessor(component), trace));
        }
      }
      return List.copyOf(found);
    }

    private static MethodHandle accessor(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        return MethodHandles.lookup()
            .unreflect(accessor)
            .asType(MethodType.methodType(Object.class, Object.class));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Object get(MethodHandle accessor, Object value) {
      try {
        return (Object) accessor.invokeExact(value);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  final void visitIfThere(Object value, Consumer<StoredBody> visitor) {
    if (value != null) {
      visit(value, visitor);
    }
  }
}
