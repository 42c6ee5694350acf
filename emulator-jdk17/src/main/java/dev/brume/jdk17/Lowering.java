package dev.brume.jdk17;

import dev.brume.jdk17.runtime.Backports;
import dev.brume.jdk17.runtime.MatchFailure;
import dev.brume.jdk17.runtime.ThreadBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Lowers class files to Java 17: types that came later are renamed to those of {@code
 * dev.brume.jdk17.runtime}, methods that came later become calls of {@link Backports}, and pattern
 * switches are bound by {@link dev.brume.jdk17.runtime.Switches}. Their instructions stay.
 */
final class Lowering {
  private static final String BACKPORTS = Type.getInternalName(Backports.class);

  /** Types without a counterpart of the same name in Java 17, and what stands for them there. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "java/lang/MatchException",
          Type.getInternalName(MatchFailure.class),
          "java/lang/Thread$Builder$OfVirtual",
          Type.getInternalName(ThreadBuilder.class),
          "java/lang/Thread$Builder",
          Type.getInternalName(ThreadBuilder.class),
          "java/util/SequencedMap",
          "java/util/Map",
          "java/util/SequencedSet",
          "java/util/Set",
          "java/util/SequencedCollection",
          "java/util/Collection");

  private final PlatformApi api;
  private final Set<String> tolerated;
  private final Map<String, byte[]> own = new HashMap<>();
  private final Map<String, TypeShape> shapes = new HashMap<>();
  private final TypeShape backports = TypeShape.of(classFile(Backports.class));

  /** What is missing, with one of the places that need it. */
  private final Map<String, String> missing = new TreeMap<>();

  /**
   * @param tolerated types that Java 17 lacks and that are used on newer ones only
   */
  Lowering(PlatformApi api, Set<String> tolerated) {
    this.api = api;
    this.tolerated = tolerated;
  }

  static byte[] classFile(Class<?> type) {
    try (InputStream stream =
        type.getResourceAsStream("/" + Type.getInternalName(type) + ".class")) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a class known, as a parent of others. */
  void add(byte[] classFile) {
    own.put(new ClassReader(classFile).getClassName(), classFile);
  }

  /** The class file for Java 17; the same bytes where it is of that or an older one. */
  byte[] lower(byte[] classFile) {
    if (TypeShape.version(classFile) <= Opcodes.V17) {
      return classFile;
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor calls = new CallLowering(this, writer, reader.getClassName());
    reader.accept(new ClassRemapper(calls, new SimpleRemapper(Opcodes.ASM9, RENAMED)), 0);
    return writer.toByteArray();
  }

  /**
   * @throws IllegalStateException where the classes lowered so far need what is nowhere
   */
  void failOnMissing() {
    if (missing.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder("Java 17 lacks these; add them to ").append(BACKPORTS);
    missing.forEach((what, where) -> text.append("\n  ").append(what).append(" in ").append(where));
    throw new IllegalStateException(text.toString());
  }

  private TypeShape shape(String type) {
    TypeShape known = shapes.get(type);
    if (known == null) {
      byte[] classFile = own.containsKey(type) ? own.get(type) : api.classFile(type);
      if (classFile != null) {
        known = TypeShape.of(classFile);
        shapes.put(type, known);
      }
    }
    return known;
  }

  /** Notes a type that is used, by {@code user}. */
  void checkType(String type, String user) {
    if (PlatformApi.owns(type) && !tolerated.contains(type) && shape(type) == null) {
      missing.putIfAbsent(type, user);
    }
  }

  /** Whether Java 17 lacks a method of the platform that is called on {@code type}. */
  boolean lacks(String type, String name, String descriptor) {
    if (type.startsWith("[") || tolerated.contains(type) || isPolymorphic(type)) {
      return false;
    }
    if (name.startsWith("<") && !PlatformApi.owns(type)) {
      return false;
    }
    return Boolean.FALSE.equals(has(type, name + descriptor));
  }

  /** Their methods take and return whatever the call does. */
  private static boolean isPolymorphic(String type) {
    return type.equals("java/lang/invoke/MethodHandle")
        || type.equals("java/lang/invoke/VarHandle");
  }

  /** Null where it can't be told: a parent is in none of the class files. */
  private Boolean has(String type, String method) {
    TypeShape shape = shape(type);
    if (shape == null) {
      return PlatformApi.owns(type) ? false : null;
    }
    if (shape.methods().contains(method)) {
      return true;
    }
    boolean known = true;
    for (String parent : shape.parents()) {
      Boolean inherited = has(parent, method);
      if (Boolean.TRUE.equals(inherited)) {
        return true;
      }
      known &= inherited != null;
    }
    return known ? false : null;
  }

  /**
   * The descriptor of the replacement of a method.
   *
   * @param isStatic whether it is one without a receiver, which else is the first argument
   * @return null, and it is noted as missing, where there is none
   */
  String replacement(String type, String name, String descriptor, boolean isStatic, String user) {
    String found = isStatic ? own(name, descriptor) : inherited(type, name, descriptor);
    if (found == null) {
      missing.putIfAbsent(type + "." + name + descriptor, user);
    }
    return found;
  }

  private String own(String name, String descriptor) {
    return backports.methods().contains(name + descriptor) ? descriptor : null;
  }

  private String inherited(String type, String name, String descriptor) {
    String found = own(name, "(L" + type + ";" + descriptor.substring(1));
    TypeShape shape = shape(type);
    if (found == null && shape != null) {
      for (String parent : shape.parents()) {
        found = inherited(parent, name, descriptor);
        if (found != null) {
          break;
        }
      }
    }
    return found;
  }

  static String backports() {
    return BACKPORTS;
  }
}
