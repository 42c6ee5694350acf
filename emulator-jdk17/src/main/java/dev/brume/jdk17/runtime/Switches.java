package dev.brume.jdk17.runtime;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Stands for {@code java.lang.runtime.SwitchBootstraps} of Java 21: binds the selection of pattern
 * switches.
 */
public final class Switches {
  private static final MethodHandle OF_TYPES = find("ofTypes");
  private static final MethodHandle OF_CONSTANTS = find("ofConstants");

  private Switches() {}

  private static MethodHandle find(String name) {
    MethodType type = MethodType.methodType(int.class, Object.class, int.class, Object[].class);
    try {
      return MethodHandles.lookup().findStatic(Switches.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * @param type takes the value and the first label to try, returns the number of the label
   * @param labels types, strings and integers
   */
  public static CallSite typeSwitch(
      MethodHandles.Lookup lookup, String name, MethodType type, Object... labels) {
    return bind(OF_TYPES, type, labels);
  }

  /**
   * @param type takes the value and the first label to try, returns the number of the label
   * @param labels names of the enumeration's constants, and types
   */
  public static CallSite enumSwitch(
      MethodHandles.Lookup lookup, String name, MethodType type, Object... labels) {
    return bind(OF_CONSTANTS, type, labels);
  }

  private static CallSite bind(MethodHandle selection, MethodType type, Object[] labels) {
    MethodHandle bound = MethodHandles.insertArguments(selection, 2, (Object) labels.clone());
    return new ConstantCallSite(bound.asType(type));
  }

  private static int ofTypes(Object value, int start, Object[] labels) {
    if (value == null) {
      return -1;
    }
    for (int i = start; i < labels.length; i++) {
      if (matches(value, labels[i])) {
        return i;
      }
    }
    return labels.length;
  }

  private static boolean matches(Object value, Object label) {
    if (label instanceof Class<?> type) {
      return type.isInstance(value);
    }
    if (label instanceof Integer number) {
      return value instanceof Character letter
          ? letter == number.intValue()
          : value instanceof Number other && other.intValue() == number.intValue();
    }
    if (label instanceof Enum.EnumDesc<?> constant) {
      return value instanceof Enum<?> other
          && other.describeConstable().map(constant::equals).orElse(false);
    }
    return label.equals(value);
  }

  private static int ofConstants(Object value, int start, Object[] labels) {
    if (value == null) {
      return -1;
    }
    String name = ((Enum<?>) value).name();
    for (int i = start; i < labels.length; i++) {
      boolean found =
          labels[i] instanceof Class<?> type ? type.isInstance(value) : name.equals(labels[i]);
      if (found) {
        return i;
      }
    }
    return labels.length;
  }
}
