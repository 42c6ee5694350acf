package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.ssm.api.InvalidFilterKey;
import dev.brume.ssm.api.ParameterStringFilter;
import dev.brume.ssm.api.ParametersFilter;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.ParameterVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The filters of a list: all filters must match, each by one of its values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html">ParameterStringFilter</a>
 */
record ParameterFilters(List<ParameterStringFilter> filters) {
  private static final String TAG = "tag:";
  private static final Set<String> BY_PATH = Set.of("Type", "KeyId", "Label");
  private static final Set<String> EQUAL_OR_BEGINNING = Set.of("Equals", "BeginsWith");

  /** The filters of DescribeParameters, in either form. */
  static ParameterFilters ofDescription(
      List<ParametersFilter> old, List<ParameterStringFilter> filters) {
    boolean hasOld = old != null && !old.isEmpty();
    boolean hasNew = filters != null && !filters.isEmpty();
    if (hasOld && hasNew) {
      throw ParameterRefusals.invalid(
          "You can use either Filters or ParameterFilters in a single request.");
    }
    List<ParameterStringFilter> all = new ArrayList<>();
    if (hasOld) {
      for (ParametersFilter filter : old) {
        String option = filter.key().equals("Name") ? "BeginsWith" : "Equals";
        all.add(
            ParameterStringFilter.builder()
                .key(filter.key())
                .option(option)
                .values(filter.values())
                .build());
      }
    }
    if (hasNew) {
      all.addAll(filters);
    }
    for (ParameterStringFilter filter : all) {
      if (filter.key().equals("Label")) {
        throw invalidKey();
      }
    }
    return checked(all);
  }

  /** The filters of GetParametersByPath. */
  static ParameterFilters ofPath(List<ParameterStringFilter> filters) {
    List<ParameterStringFilter> all = filters == null ? List.of() : filters;
    for (ParameterStringFilter filter : all) {
      if (!BY_PATH.contains(filter.key())) {
        throw invalidKey();
      }
    }
    return checked(all);
  }

  private static AwsError invalidKey() {
    return AwsError.modelled(InvalidFilterKey.builder().build());
  }

  private static ParameterFilters checked(List<ParameterStringFilter> filters) {
    Set<String> keys = new HashSet<>();
    for (ParameterStringFilter filter : filters) {
      if (!keys.add(filter.key())) {
        throw ParameterRefusals.invalid(
            "The following filters are duplicated in the request: [" + filter.key() + "].");
      }
      if (!filter.key().startsWith(TAG) && (filter.values() == null || filter.values().isEmpty())) {
        throw ParameterRefusals.invalid(
            "The following filter values are missing : null for filter key " + filter.key());
      }
      if (!options(filter.key()).contains(option(filter))) {
        throw SsmErrors.invalidFilterOption(
            "The following filter option is not valid: "
                + option(filter)
                + ". Valid options include: "
                + options(filter.key()).stream().sorted().toList()
                + ".");
      }
    }
    return new ParameterFilters(filters);
  }

  private static Set<String> options(String key) {
    return switch (key) {
      case "Path" -> Set.of("Recursive", "OneLevel");
      case "Name" -> Set.of("Equals", "BeginsWith", "Contains");
      case "KeyId", "Type" -> EQUAL_OR_BEGINNING;
      default -> Set.of("Equals");
    };
  }

  private static String option(ParameterStringFilter filter) {
    if (filter.option() != null) {
      return filter.option();
    }
    return filter.key().equals("Path") ? "OneLevel" : "Equals";
  }

  /** Whether a version of a parameter matches the filters. */
  boolean admit(ParameterRecord parameter, ParameterVersion version) {
    return filters.stream().allMatch(filter -> matches(filter, parameter, version));
  }

  private static boolean matches(
      ParameterStringFilter filter, ParameterRecord parameter, ParameterVersion version) {
    String key = filter.key();
    String option = option(filter);
    if (key.startsWith(TAG)) {
      String value = parameter.tags().get(key.substring(TAG.length()));
      return value != null
          && (filter.values() == null
              || filter.values().isEmpty()
              || filter.values().contains(value));
    }
    return switch (key) {
      case "Name" -> filter.values().stream().anyMatch(each -> named(parameter, option, each));
      case "Path" ->
          filter.values().stream()
              .anyMatch(each -> isBelow(parameter.name(), each, option.equals("Recursive")));
      case "Type" -> has(version.type(), option, filter.values());
      case "KeyId" -> has(version.keyId(), option, filter.values());
      case "Tier" -> has(version.tier(), option, filter.values());
      case "DataType" -> has(version.dataType(), option, filter.values());
      default -> filter.values().stream().anyMatch(version.labels()::contains);
    };
  }

  private static boolean has(String value, String option, List<String> wanted) {
    return value != null
        && wanted.stream()
            .anyMatch(
                each -> option.equals("BeginsWith") ? value.startsWith(each) : value.equals(each));
  }

  /** Whether the name matches, with or without its leading slash. */
  private static boolean named(ParameterRecord parameter, String option, String wanted) {
    String name = rooted(parameter.name());
    return switch (option) {
      case "Contains" -> name.contains(wanted);
      case "BeginsWith" -> name.startsWith(rooted(wanted));
      default -> name.equals(rooted(wanted));
    };
  }

  private static String rooted(String name) {
    return name.startsWith("/") ? name : "/" + name;
  }

  /** Whether a name is below a path, at any depth or directly. */
  static boolean isBelow(String name, String path, boolean recursive) {
    String start = path.endsWith("/") ? path : path + "/";
    String rooted = start.equals("/") ? rooted(name) : name;
    return rooted.startsWith(start) && (recursive || rooted.indexOf('/', start.length()) < 0);
  }
}
