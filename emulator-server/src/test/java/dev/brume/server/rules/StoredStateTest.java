package dev.brume.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.brume.core.schema.Struct;
import dev.brume.core.state.TableSpec;
import dev.brume.core.task.TaskSpec;
import dev.brume.s3.engine.ConfigurationKind;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What is stored is of records of the services' own: a generated one changes with AWS's model, and
 * would make what was written before unreadable.
 *
 * <p>Source of truth: the house rules in CONTRIBUTING.md.
 */
class StoredStateTest {
  @Test
  void isOfRecordsOfOurOwn() throws ReflectiveOperationException {
    List<TableSpec<?, ?>> tables = tables();
    assertThat(tables).hasSizeGreaterThan(10);
    Set<String> found = new TreeSet<>();
    for (TableSpec<?, ?> table : tables) {
      if (holdsGenerated(table.valueType(), new HashSet<>())) {
        found.add(table.service() + "/" + table.name());
      }
    }
    assertThat(found).isEmpty();
  }

  /** Every table, kind of work and kind of configuration that some class declares as a constant. */
  private static List<TableSpec<?, ?>> tables() throws ReflectiveOperationException {
    List<TableSpec<?, ?>> tables = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.brume")) {
      for (JavaField field : type.getFields()) {
        boolean isTable = field.getRawType().isEquivalentTo(TableSpec.class);
        boolean isWork = field.getRawType().isEquivalentTo(TaskSpec.class);
        boolean isKind = field.getRawType().isEquivalentTo(ConfigurationKind.class);
        if ((isTable || isWork || isKind) && field.getModifiers().contains(JavaModifier.STATIC)) {
          Field constant = field.reflect();
          constant.setAccessible(true);
          tables.add(table(constant.get(null)));
        }
      }
    }
    return tables;
  }

  private static TableSpec<?, ?> table(Object spec) {
    return switch (spec) {
      case TableSpec<?, ?> table -> table;
      case TaskSpec<?> work -> work.payloads();
      case ConfigurationKind<?, ?> kind -> kind.table();
      default -> throw new IllegalArgumentException("Names no table: " + spec);
    };
  }

  private static boolean holdsGenerated(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return false;
    }
    if (type instanceof ParameterizedType parameterized) {
      for (Type argument : parameterized.getActualTypeArguments()) {
        if (holdsGenerated(argument, seen)) {
          return true;
        }
      }
      return false;
    }
    if (!(type instanceof Class<?> raw)) {
      return false;
    }
    if (Struct.class.isAssignableFrom(raw)) {
      return true;
    }
    if (raw.isSealed()) {
      for (Class<?> permitted : raw.getPermittedSubclasses()) {
        if (holdsGenerated(permitted, seen)) {
          return true;
        }
      }
    }
    if (raw.isRecord()) {
      for (RecordComponent component : raw.getRecordComponents()) {
        if (holdsGenerated(component.getGenericType(), seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
